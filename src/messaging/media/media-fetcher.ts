import { describeError } from '#src/platform/log.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import { createBell } from '../bell.ts';
import { claimMedia } from './claim-media.ts';
import { type Fetching, fetchMedia } from './fetch-media.ts';
import type { Media } from './media.ts';

/** Files on their way at one time: each may be held in memory as a whole. */
const LANES = 2;

export interface MediaFetcher {
  /** Fetches until the signal: at each wake-up, and every `poll` milliseconds for what fell due by itself. */
  run(signal: AbortSignal, onWake: OnWake): Promise<void>;
  /** Fetches what is due now; returns how many attempts it made. */
  drain(): Promise<number>;
}

export function createMediaFetcher(fetching: Fetching, poll: number): MediaFetcher {
  return {
    drain: () => fetchDue(fetching, { signal: new AbortController().signal, rung: undefined, silence: () => {} }),
    run: async (signal, onWake) => {
      const bell = createBell(signal);
      onWake(bell.ring);
      while (!signal.aborted) {
        await fetchDue(fetching, { signal, ...bell }).catch((thrown) => {
          fetching.log.error(describeError(thrown), 'fetching files failed');
        });
        await bell.heard(poll);
      }
    },
  };
}

interface Listening {
  signal: AbortSignal;
  /** Undefined: nobody rings. */
  rung: (() => Promise<void>) | undefined;
  silence(): void;
}

async function fetchDue(fetching: Fetching, { signal, rung, silence }: Listening): Promise<number> {
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
      silence();
      for (const media of await claimMedia(db, clock, { limit: LANES - underWay.size, lease })) begin(media);
      if (underWay.size === 0) break;
      await Promise.race(rung ? [...underWay, rung()] : underWay);
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
