import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { AttendanceClaim } from '#src/roster/attendance/attendance-claim.ts';
import {
  type CheckInOutcome,
  type ConfirmPresenceOutcome,
  checkIn,
  confirmPresence,
} from '#src/roster/attendance/check-in.ts';
import { type CheckOutOutcome, checkOut } from '#src/roster/attendance/check-out.ts';
import type { Booking } from '#src/roster/bookings/booking.ts';
import { confirmLinkedBuddy, isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';

export async function checkInToShift(
  trx: Transaction,
  settings: WatchSettings,
  claim: AttendanceClaim,
): Promise<CheckInOutcome> {
  const checked = await checkIn(trx, claim);
  if (checked.outcome === 'in') {
    await confirmByPresence(trx, settings, { ...claim, booking: checked.details.booking });
    recordAttendance(trx, settings, 'check_in', claim);
  }
  return checked;
}

/** A person confirms after the end that they were there. */
export async function confirmShiftPresence(
  trx: Transaction,
  settings: WatchSettings,
  claim: AttendanceClaim,
): Promise<ConfirmPresenceOutcome> {
  const confirmed = await confirmPresence(trx, claim);
  if (confirmed.outcome === 'marked') {
    await withdrawAsks(trx, settings, { subject: subjectOfBooking(claim.bookingId), userId: claim.userId });
    recordAttendance(trx, settings, 'check_in', claim);
  }
  return confirmed;
}

export async function checkOutOfShift(
  trx: Transaction,
  settings: WatchSettings,
  claim: AttendanceClaim,
): Promise<CheckOutOutcome> {
  const out = await checkOut(trx, claim);
  if (out.outcome === 'out') recordAttendance(trx, settings, 'check_out', claim);
  return out;
}

/** A buddy who is there needs no question whether they come. */
async function confirmByPresence(
  trx: Transaction,
  settings: WatchSettings,
  { userId, booking }: AttendanceClaim & { booking: Booking },
): Promise<void> {
  if (booking.buddyUserId !== userId || !isUnconfirmed(booking)) return;
  await confirmLinkedBuddy(trx, booking, settings.clock.now());
  await withdrawAsks(trx, settings, { subject: subjectOfBooking(booking.bookingId), userId });
}

function recordAttendance(
  trx: Transaction,
  settings: WatchSettings,
  type: 'check_in' | 'check_out',
  { bookingId, userId, at }: AttendanceClaim,
) {
  recordLiveEvent(trx, settings.clock, { type, booking_id: bookingId, user_id: userId, at: at.toISOString() });
}
