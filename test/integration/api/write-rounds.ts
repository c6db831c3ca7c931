import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { after, DAY, HOUR } from '#src/platform/duration.ts';

export interface Rounds {
  userId: number;
  scheduleId: number;
  /** When the shift of round 0 starts. Each round books the shift of the next day. */
  from: number;
  count: number;
}

/** Commits one round after another. Each changes a person, a schedule and a booking. `tell` is called after each commit. */
export async function writeRounds(
  db: Database,
  { userId, scheduleId, from, count }: Rounds,
  tell: (round: number) => void,
): Promise<void> {
  for (let round = 1; round <= count; round += 1) {
    const shiftStart = after(new Date(from), round * DAY);
    const times = { shiftStart, shiftEnd: after(shiftStart, 2 * HOUR), createdAt: new Date(from) };
    await inTransaction(db, async (trx) => {
      await trx('users')
        .where({ userId })
        .update({ name: `Round ${round}` });
      await trx('schedules')
        .where({ scheduleId })
        .update({ name: `Round ${round}` });
      await trx('bookings').insert({ userId, scheduleId, ...times, slot: 1, ref: `${scheduleId}R${round}` });
    });
    tell(round);
    // time for requests between two commits
    await wait(2);
  }
}
