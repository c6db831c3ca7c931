import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import { SECOND } from './duration.ts';

/** Whoever waits for a large read still gets it while texts arrive without a pause. */
const LONGEST_WAIT_MS = SECOND;

/**
 * Makes large work take turns: one at a time, and none begins while something urgent is being done, unless it has waited
 * for a second. `untilQuiet` resolves when nothing urgent is being done.
 */
export function takeTurns(untilQuiet: () => Promise<void>) {
  const oneAtATime = pLimit(1);
  return <T>(work: () => Promise<T>): Promise<T> =>
    oneAtATime(async () => {
      // promises alone never let the event loop look for something urgent, however many pieces of work follow each other
      await setImmediate();
      await atMost(LONGEST_WAIT_MS, untilQuiet());
      return work();
    });
}

async function atMost(longestMs: number, waiting: Promise<void>): Promise<void> {
  const tooLong = Promise.withResolvers<void>();
  const timer = setTimeout(tooLong.resolve, longestMs);
  await Promise.race([waiting, tooLong.promise]);
  clearTimeout(timer);
}
