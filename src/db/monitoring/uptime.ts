import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';

/** The uptime is written at most this often. */
const MARK_INTERVAL_MS = 10 * SECOND;
/** If no process has marked for longer than this, the service was down. */
const OUTAGE_MS = MINUTE;

export interface Uptime {
  /** Notes that a process is running and can use the database. Every process calls it all the time. */
  mark(): Promise<void>;
}

/** Records when the service was up, over all processes, by the watch's clock, which also dates inbound texts. */
export function createUptime({ db, clock }: { db: Database; clock: Clock }): Uptime {
  let last: Date | undefined;
  return {
    mark: async () => {
      const now = clock.now();
      if (last && distance(last, now) < MARK_INTERVAL_MS) return;
      last = now;
      await inTransaction(db, (trx) => mark(trx, now));
    },
  };
}

async function mark(trx: Transaction, now: Date): Promise<void> {
  await lockName(trx, 'uptime', 'mark');
  const [running] = await listLatest(trx, 1);
  if (running && distance(running.seenAt, now) <= OUTAGE_MS) {
    await trx('uptimes').where({ uptimeId: running.uptimeId }).update({ seenAt: now });
  } else {
    await trx('uptimes').insert({ beganAt: now, seenAt: now });
  }
}

/** Since when the service has been up without an outage; undefined if it never ran. */
export async function findRunningSince(db: Database): Promise<Date | undefined> {
  const [running] = await listLatest(db, 1);
  return running?.beganAt;
}

/** The end of the last outage; undefined if there was none. */
export async function findEndOfOutage(trx: Transaction): Promise<Date | undefined> {
  const [running, before] = await listLatest(trx, 2);
  return before && running?.beganAt;
}

async function listLatest(db: Database, count: number): Promise<{ uptimeId: number; beganAt: Date; seenAt: Date }[]> {
  const rows: { uptimeId: number; beganAt: Date | number; seenAt: Date | number }[] = await db('uptimes')
    .orderBy('uptimeId', 'desc')
    .limit(count);
  return rows.map(({ uptimeId, beganAt, seenAt }) => ({
    uptimeId,
    beganAt: new Date(beganAt),
    seenAt: new Date(seenAt),
  }));
}

/** Absolute, because a moved clock may go back. */
function distance(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime());
}
