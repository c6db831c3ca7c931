import type { Transaction } from '#src/db/connect.ts';
import type { BuddyColumns } from '#src/roster/buddies/buddy-choice.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { Booking } from './booking.ts';

export interface SlotTaker extends BuddyColumns {
  userId: number;
  ref: string;
  createdAt: Date;
}

/** The slots of a shift that nobody holds, lowest first: a guess, until one of them is taken. */
export async function listFreeSlots(trx: Transaction, shift: Shift): Promise<number[]> {
  const rows: { slot: number }[] = await trx('bookings')
    .where({ scheduleId: shift.scheduleId, shiftStart: shift.startsAt })
    .whereNull('droppedAt')
    .select('slot');
  const taken = new Set(rows.map(({ slot }) => slot));
  return Array.from({ length: shift.capacity }, (_, index) => index + 1).filter((slot) => !taken.has(slot));
}

/** Takes the first of these slots that the unique index grants; undefined if it grants none. */
export async function takeSlot(
  trx: Transaction,
  { scheduleId, startsAt, endsAt }: Shift,
  { slots, taker }: { slots: readonly number[]; taker: SlotTaker },
): Promise<Booking | undefined> {
  const booking = { ...taker, scheduleId, shiftStart: startsAt, shiftEnd: endsAt, attended: false };
  for (const slot of slots) {
    // an empty result means that somebody was faster (its ref is free, `refs` made sure of that); through knex, because
    // Objection would hand back a row all the same
    const [row] = await trx('bookings')
      .insert({ ...booking, slot })
      .onConflict()
      .ignore()
      .returning('*');
    if (row) return Booking.fromDatabaseJson(row);
  }
  return undefined;
}
