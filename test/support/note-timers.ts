import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY, type TimerKinds } from '#src/db/timers/timer.ts';
import type { Clock } from '#src/platform/clock.ts';
import { audit } from '#src/volunteers/audit/audit.ts';

const NOTE = 'note';

/** Leaves a row each time that it runs. Nothing but the timers keeps it from doing so twice. */
export function noteKind(clock: Clock): TimerKinds {
  return {
    [NOTE]: {
      priority: TIMER_PRIORITY.ask,
      run: async (trx, { key }) => {
        await audit(trx, clock, { actorUserId: undefined, channel: 'service', action: 'test.noted', subject: key });
        return 'done';
      },
    },
  };
}

export async function scheduleNotes(db: Database, clock: Clock, count: number): Promise<void> {
  const dueAt = clock.now();
  const numbers = Array.from({ length: count }, (_, index) => index);
  const timers = numbers.map((number) => ({
    ...{ kind: NOTE, key: `${NOTE}:${number}`, subject: `${NOTE}:${number}` },
    ...{ priority: TIMER_PRIORITY.ask, dueAt },
  }));
  await inTransaction(db, (trx) => scheduleTimers(trx, { clock }, timers));
}

/** How often each has run. */
export async function countNotes(db: Database): Promise<Map<string, number>> {
  const rows: { subject: string }[] = await db('audit_events').where({ action: 'test.noted' }).select('subject');
  return new Map([...Map.groupBy(rows, ({ subject }) => subject)].map(([key, { length }]) => [key, length]));
}
