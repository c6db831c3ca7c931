import type { Transaction } from '#src/db/connect.ts';
import type { BuddyColumns } from '#src/roster/buddies/buddy-choice.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { Booking } from './booking.ts';

export interface SlotTaker extends BuddyColumns {
  userId: number;
  ref: string;
  createdAt: Date;
}

/** The free slots of a shift, lowest first. Another transaction may take them first. */
export async function listFreeSlots(trx: Transaction, shift: Shift): Promise<number[]> {
  return slotsWithout(await listTakenSlots(trx, shift), shift);
}

export async function listTakenSlots(
  trx: Transaction,
  { scheduleId, startsAt: shiftStart }: Pick<Shift, 'scheduleId' | 'startsAt'>,
): Promise<number[]> {
  const rows: { slot: number }[] = await trx('bookings')
    .where({ scheduleId, shiftStart })
    .whereNull('droppedAt')
    .select('slot');
  return rows.map(({ slot }) => slot);
}

export function slotsWithout(taken: readonly number[], { capacity }: Pick<Shift, 'capacity'>): number[] {
  return Array.from({ length: capacity }, (_, index) => index + 1).filter((slot) => !taken.includes(slot));
}

/** Takes the first of these slots that the unique index allows. Undefined: all are taken. */
export async function takeSlot(
  trx: Transaction,
  { scheduleId, startsAt, endsAt }: Shift,
  { slots, taker }: { slots: readonly number[]; taker: SlotTaker },
): Promise<Booking | undefined> {
  const booking = { ...taker, scheduleId, shiftStart: startsAt, shiftEnd: endsAt, attended: false };
  for (const slot of slots) {
    // no row means that somebody else has the slot. Objection would return a row even then, so this goes through knex
    const [row] = await trx('bookings')
      .insert({ ...booking, slot })
      .onConflict()
      .ignore()
      .returning('*');
    if (row) return Booking.fromDatabaseJson(row);
  }
  return undefined;
}
