import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import { claimMedia } from './claim-media.ts';
import { fetchMedia, type MediaFetchTools } from './fetch-media.ts';
import type { Media } from './media.ts';

/** Files that are fetched concurrently. Each may be in memory as a whole. */
const LANES = 2;

export interface MediaFetcher {
  /** Fetches until the signal, polling every `pollMs` milliseconds. It needs no wake, because nobody waits for a file. */
  run(signal: AbortSignal): Promise<void>;
  /** Fetches due files. Returns how many attempts it made. */
  drain(): Promise<number>;
}

export function createMediaFetcher(fetching: MediaFetchTools, pollMs: number): MediaFetcher {
  return {
    drain: () => fetchDue(fetching, { signal: new AbortController().signal }),
    run: async (signal) => {
      while (!signal.aborted) {
        await fetchDue(fetching, { signal, pollMs }).catch((thrown) => {
          fetching.log.error(describeError(thrown), 'fetching files failed');
        });
        await pause(pollMs, signal);
      }
    },
  };
}

/** `pollMs`: waits at most this long for a file before it polls for others. */
async function fetchDue(
  fetching: MediaFetchTools,
  { signal, pollMs }: { signal: AbortSignal; pollMs?: number },
): Promise<number> {
  const { db, clock, lease } = fetching;
  const underWay = new Set<Promise<void>>();
  let attempts = 0;
  const begin = (media: Media) => {
    const ending: Promise<void> = settle(fetching, media, signal).finally(() => underWay.delete(ending));
    underWay.add(ending);
    attempts += 1;
  };
  try {
    while (!signal.aborted) {
      for (const media of await claimMedia(db, clock, { limit: LANES - underWay.size, lease })) begin(media);
      if (underWay.size === 0) break;
      const ended = new AbortController();
      const polls = pollMs === undefined ? [] : [pause(pollMs, AbortSignal.any([signal, ended.signal]))];
      await Promise.race([...underWay, ...polls]);
      ended.abort();
    }
  } finally {
    await Promise.all(underWay);
  }
  return attempts;
}

async function settle(fetching: MediaFetchTools, media: Media, signal: AbortSignal): Promise<void> {
  try {
    await fetchMedia(fetching, media, signal);
  } catch (thrown) {
    // its lease expires, and then it is fetched again like a file of a dead process
    fetching.log.error({ mediaId: media.mediaId, ...describeError(thrown) }, 'fetching a file failed');
  }
}
