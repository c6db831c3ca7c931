import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';

/** A mark more often than this says nothing new. */
const MARK_EVERY = 10 * SECOND;
/** When no process has marked for so long, none was there. */
const OUTAGE = MINUTE;

export interface Uptime {
  /** A process is there, and can use the database. Called again and again, by each. */
  mark(): Promise<void>;
}

/** When the service was there, over all its processes, by the watch's clock: what came in is dated by that, too. */
export function createUptime({ db, clock }: { db: Database; clock: Clock }): Uptime {
  let last: Date | undefined;
  return {
    mark: async () => {
      const now = clock.now();
      if (last && apart(last, now) < MARK_EVERY) return;
      last = now;
      await inTransaction(db, (trx) => mark(trx, now));
    },
  };
}

async function mark(trx: Transaction, now: Date): Promise<void> {
  await lockName(trx, 'uptime', 'mark');
  const [running] = await listLatest(trx, 1);
  if (running && apart(running.seenAt, now) <= OUTAGE) {
    await trx('uptimes').where({ uptimeId: running.uptimeId }).update({ seenAt: now });
  } else {
    await trx('uptimes').insert({ beganAt: now, seenAt: now });
  }
}

/** Since when the service is there without a break; undefined if it never ran. */
export async function findRunningSince(trx: Transaction): Promise<Date | undefined> {
  const [running] = await listLatest(trx, 1);
  return running?.beganAt;
}

/** When the service came back the last time; undefined if it never was away. */
export async function findEndOfOutage(trx: Transaction): Promise<Date | undefined> {
  const [running, before] = await listLatest(trx, 2);
  return before && running?.beganAt;
}

async function listLatest(
  trx: Transaction,
  count: number,
): Promise<{ uptimeId: number; beganAt: Date; seenAt: Date }[]> {
  const rows: { uptimeId: number; beganAt: Date | number; seenAt: Date | number }[] = await trx('uptimes')
    .orderBy('uptimeId', 'desc')
    .limit(count);
  return rows.map(({ uptimeId, beganAt, seenAt }) => ({
    uptimeId,
    beganAt: new Date(beganAt),
    seenAt: new Date(seenAt),
  }));
}

/** A clock that is moved for a trial may also go back. */
function apart(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime());
}
