import type { Transaction } from '#src/db/connect.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Timer } from './timer.ts';

export type NewTimer = Pick<Timer, 'kind' | 'key' | 'subject' | 'priority' | 'dueAt'> & {
  userId?: number;
  validUntil?: Date;
};

export interface TimerTools {
  clock: Clock;
  /** If set, the timers belong to a text from before a restore and are held until the operator resumes. */
  heldSince?: Date;
}

/** Rows in one statement cost little more than one row. More than these take longer to compile. */
const ROWS_A_STATEMENT = 50;

/** Schedules timers. A timer whose key was scheduled before stays as it is. Returns how many are new. */
export async function scheduleTimers(
  trx: Transaction,
  { clock, heldSince }: TimerTools,
  timers: readonly NewTimer[],
): Promise<number> {
  const createdAt = clock.now();
  const rows = timers.map(({ userId, validUntil, ...timer }) => ({
    ...timer,
    userId: userId ?? null,
    validUntil: validUntil ?? null,
    status: heldSince ? 'held' : 'waiting',
    createdAt,
  }));
  const scheduled = await inChunks(
    rows,
    (chunk) => trx('timers').insert(chunk).onConflict('key').ignore().returning('timerId'),
    ROWS_A_STATEMENT,
  );
  return scheduled.length;
}

/**
 * Ends waiting timers that are no longer needed. A timer that is running now is left alone: its own check, after our commit,
 * finds that it does not apply. To wait for it could be a deadlock.
 */
export async function endTimers(
  trx: Transaction,
  clock: Clock,
  what: { subject: string; kinds: readonly string[] },
): Promise<void> {
  // spelled like the condition of its partial index
  const waiting = trx('timers')
    .whereRaw("status in ('waiting', 'held')")
    .where({ subject: what.subject })
    .whereIn('kind', what.kinds);
  lockUnclaimed(trx, 'timers', waiting);
  const ids = await listValues<number>(waiting, 'timerId');
  if (ids.length === 0) return;
  await trx('timers').whereIn('timerId', ids).update({ status: 'not_needed', endedAt: clock.now(), leaseUntil: null });
}
