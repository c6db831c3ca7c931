import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import { claimMedia } from './claim-media.ts';
import { type Fetching, fetchMedia } from './fetch-media.ts';
import type { Media } from './media.ts';

/** Files on their way at one time: each may be held in memory as a whole. */
const LANES = 2;

export interface MediaFetcher {
  /** Fetches until the signal, and looks every `poll` milliseconds: nobody waits at a phone for a file to be kept. */
  run(signal: AbortSignal): Promise<void>;
  /** Fetches what is due now; returns how many attempts it made. */
  drain(): Promise<number>;
}

export function createMediaFetcher(fetching: Fetching, poll: number): MediaFetcher {
  return {
    drain: () => fetchDue(fetching, { signal: new AbortController().signal }),
    run: async (signal) => {
      while (!signal.aborted) {
        await fetchDue(fetching, { signal, poll }).catch((thrown) => {
          fetching.log.error(describeError(thrown), 'fetching files failed');
        });
        await pause(poll, signal);
      }
    },
  };
}

/** `poll`: so long it waits at most for one to end before it looks for another. */
async function fetchDue(fetching: Fetching, { signal, poll }: { signal: AbortSignal; poll?: number }): Promise<number> {
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
      const polls = poll === undefined ? [] : [pause(poll, AbortSignal.any([signal, ended.signal]))];
      await Promise.race([...underWay, ...polls]);
      ended.abort();
    }
  } finally {
    await Promise.all(underWay);
  }
  return attempts;
}

async function settle(fetching: Fetching, media: Media, signal: AbortSignal): Promise<void> {
  try {
    await fetchMedia(fetching, media, signal);
  } catch (thrown) {
    // its lease runs out, and then it is fetched again like that of a dead process
    fetching.log.error({ mediaId: media.mediaId, ...describeError(thrown) }, 'fetching a file failed');
  }
}
