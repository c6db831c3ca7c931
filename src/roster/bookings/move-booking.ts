import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import { lockSchedule } from '#src/roster/schedules/list-schedules.ts';
import { type Shift, shiftAt } from '#src/roster/schedules/occurrences.ts';
import { type Booking, findBooking, lockBooking } from './booking.ts';
import { type BookingDetails, detailsOfBooking, getBookingDetails } from './booking-details.ts';
import { findOverlap } from './find-overlap.ts';
import { newRevision } from './new-revision.ts';
import { listFreeSlots } from './take-slot.ts';

export interface Move {
  bookingId: number;
  /** Undefined: the same schedule. */
  scheduleId: number | undefined;
  startsAt: Date;
}

export type MoveOutcome =
  | { outcome: 'moved'; before: BookingDetails; details: BookingDetails }
  | { outcome: 'noSuchBooking' | 'noSuchSchedule' | 'notAShift' | 'taken' }
  | { outcome: 'unchanged'; details: BookingDetails }
  | { outcome: 'dropped' | 'started' | 'checkedIn' }
  /** The new shift has started. */
  | { outcome: 'tooLate' }
  /** The booker or the buddy has another shift at that time. */
  | { outcome: 'overlapping'; details: BookingDetails };

/** Moves a booking, with its ref and its people, to another shift. After the start or a check-in, it can no longer move. */
export async function moveBooking(trx: Transaction, clock: Clock, move: Move): Promise<MoveOutcome> {
  const found = await findBooking(trx, move.bookingId);
  if (!found) return { outcome: 'noSuchBooking' };
  // an exclusive lock: nobody takes the free slot before this booking does
  const schedule = await lockSchedule(trx, move.scheduleId ?? found.scheduleId);
  if (!schedule) return { outcome: 'noSuchSchedule' };
  const shift = shiftAt(schedule, move.startsAt);
  if (!shift) return { outcome: 'notAShift' };
  await lockRows(trx, 'users', [found.userId, found.buddyUserId]);
  const booking = await lockBooking(trx, move.bookingId);
  if (!booking) return { outcome: 'noSuchBooking' };
  const before = await detailsOfBooking(trx, booking);
  const refusal = await refusalOf(trx, clock, { before, shift });
  return refusal ?? changeTo(trx, clock, { before, shift });
}

async function refusalOf(
  trx: Transaction,
  clock: Clock,
  { before, shift }: { before: BookingDetails; shift: Shift },
): Promise<MoveOutcome | undefined> {
  const { booking } = before;
  const now = clock.now();
  if (!booking.isLive) return { outcome: 'dropped' };
  if (booking.hasStarted(now)) return { outcome: 'started' };
  if (isAt(booking, shift)) return { outcome: 'unchanged', details: before };
  if (shift.startsAt < now) return { outcome: 'tooLate' };
  const checkIns = await listCheckIns(trx, [booking.bookingId]);
  if (checkIns.length > 0) return { outcome: 'checkedIn' };
  for (const userId of [booking.userId, booking.buddyUserId]) {
    const held = userId === null ? undefined : await findOverlap(trx, userId, shift, booking.bookingId);
    if (held) return { outcome: 'overlapping', details: await getBookingDetails(trx, held.bookingId) };
  }
  return undefined;
}

async function changeTo(
  trx: Transaction,
  clock: Clock,
  { before, shift }: { before: BookingDetails; shift: Shift },
): Promise<MoveOutcome> {
  const { bookingId } = before.booking;
  const [slot] = await listFreeSlots(trx, shift);
  if (slot === undefined) return { outcome: 'taken' };
  const { scheduleId, startsAt: shiftStart, endsAt: shiftEnd } = shift;
  // the buddy agreed to another time
  const change = { scheduleId, shiftStart, shiftEnd, slot, movedAt: clock.now(), buddyConfirmedAt: null };
  // a former buddy must not see where the booking went
  await trx('bookings')
    .where({ bookingId })
    .update({ ...change, ...newRevision(trx, change.movedAt), leftBuddyUserId: null });
  return { outcome: 'moved', before, details: { ...before, booking: before.booking.$clone().$set(change), shift } };
}

function isAt({ scheduleId, shiftStart }: Booking, shift: Shift): boolean {
  return scheduleId === shift.scheduleId && shiftStart.getTime() === shift.startsAt.getTime();
}
