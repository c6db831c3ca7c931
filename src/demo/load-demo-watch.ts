import pLimit from 'p-limit';
import { isMovable } from '#src/platform/clock.ts';
import type { Services } from '#src/services.ts';
import { beginRecording } from '#src/simulator/recording/begin-recording.ts';
import { comingFriday } from './coming-friday.ts';
import { fillDemoWatch } from './fill-demo-watch.ts';
import { beginningOfHistory } from './history/moment.ts';

export type LoadOutcome =
  /** It is that Friday, 21:00 now. */
  | { outcome: 'loaded'; friday: Date }
  /** The watch has people, or somebody has texted it. */
  | { outcome: 'notEmpty' }
  /** The service was started without `CLOCK_START`. */
  | { outcome: 'clockNotMovable' };

const oneAtATime = pLimit(1);

/**
 * Fills the empty watch of a running service, and moves its clock to the Friday. `onClockMoved` wakes its dispatcher. What is
 * done takes some seconds.
 */
export function loadDemoWatch(
  services: Pick<Services, 'config' | 'clock' | 'read' | 'journal'>,
  onClockMoved: () => void,
): Promise<LoadOutcome> {
  return oneAtATime(() => load(services, onClockMoved));
}

async function load(
  { config, clock, read, journal }: Pick<Services, 'config' | 'clock' | 'read' | 'journal'>,
  onClockMoved: () => void,
): Promise<LoadOutcome> {
  if (!isMovable(clock)) return { outcome: 'clockNotMovable' };
  const isEmpty = await read(async (trx) => {
    const found = [await trx('users').first('userId'), await trx('inbox').first('inboxId')];
    return found.every((row) => row === undefined);
  });
  if (!isEmpty) return { outcome: 'notEmpty' };
  const friday = comingFriday(clock.now(), config.TIME_ZONE);
  // nothing of the history is due then, so the workers of this service leave it alone
  clock.moveTo(beginningOfHistory(friday, config.TIME_ZONE));
  try {
    await fillDemoWatch({ config }, friday);
  } finally {
    clock.moveTo(friday);
  }
  if (journal) await read((trx) => beginRecording(trx, journal, friday));
  onClockMoved();
  return { outcome: 'loaded', friday };
}
