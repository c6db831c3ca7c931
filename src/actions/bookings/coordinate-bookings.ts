import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { noticeOfAssignment, noticeOfMove, noticeOfTakingOff } from '#src/notices/coordinator-action-notices.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type MarkOutcome, markAttendance } from '#src/roster/attendance/mark-attendance.ts';
import type { BookOutcome, SlotRequest } from '#src/roster/bookings/book-slot.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type DropOutcome, dropBookingOfOthers } from '#src/roster/bookings/drop-booking.ts';
import { type Move, type MoveOutcome, moveBooking } from '#src/roster/bookings/move-booking.ts';
import { clearBuddyCalled } from '#src/roster/buddies/erase-buddies.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { bookShift, shiftIds } from './book-shift.ts';

/** A coordinator, or the operator, does it for others: they are told, and it is in the audit. */
export type CoordinatorOrigin = ActionOrigin & { actor: Actor };

export type AssignOutcome = BookOutcome | { outcome: 'noSuchUser' } | { outcome: 'notActive' };

/** Books a slot for a member. After any other outcome the transaction must be given up. */
export async function assignShift(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel, ...request }: CoordinatorOrigin & SlotRequest,
): Promise<AssignOutcome> {
  const user = await findUser(trx, request.userId);
  if (!user) return { outcome: 'noSuchUser' };
  if (!user.isActive) return { outcome: 'notActive' };
  const booked = await bookShift(trx, settings, request);
  if (booked.outcome !== 'booked') return booked;
  const { details } = booked;
  // removed at the same moment, before the lock on them was ours
  if (!details.booker.isActive) return { outcome: 'notActive' };
  const { cause } = request;
  await clearBuddyCalled(trx, details.booking.bookingId);
  await noticeOfAssignment(trx, settings, { cause, details, actor });
  await note(trx, settings, { actor, channel, action: 'booking.assign', details, after: factsOf(details) });
  return booked;
}

/** To another shift; ref and people stay. Reminders of the old time no longer hold, new ones follow. */
export async function moveShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, actor, channel, ...move }: CoordinatorOrigin & Move,
): Promise<MoveOutcome> {
  const moved = await moveBooking(trx, settings.clock, move);
  if (moved.outcome !== 'moved') return moved;
  const { before, details } = moved;
  await noticeOfMove(trx, settings, { cause, actor, before, details });
  const change = { before: factsOf(before), after: factsOf(details) };
  await note(trx, settings, { actor, channel, action: 'booking.move', details, ...change });
  recordLiveEvent(trx, settings.clock, { type: 'move', ...shiftIds(details) });
  return moved;
}

/** Takes booker and buddy off a shift; its slot is free at once. */
export async function takeOffShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, actor, channel, bookingId, words }: CoordinatorOrigin & { bookingId: number; words: string },
): Promise<DropOutcome> {
  const dropped = await dropBookingOfOthers(trx, settings.clock, bookingId);
  if (dropped.outcome !== 'dropped') return dropped;
  const { details } = dropped;
  await noticeOfTakingOff(trx, settings, { cause, actor, details, words });
  const after = { dropped: true, ...(words && { reason: words }) };
  await note(trx, settings, { actor, channel, action: 'booking.drop', details, before: factsOf(details), after });
  recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(details) });
  return dropped;
}

/** Nobody is told: it is for the record. */
export async function correctAttendance(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel, ...mark }: Omit<CoordinatorOrigin, 'cause'> & { bookingId: number; attended: boolean },
): Promise<MarkOutcome> {
  const marked = await markAttendance(trx, settings.clock, mark);
  if (marked.outcome !== 'marked') return marked;
  const { details } = marked;
  const change = { before: { attended: marked.before }, after: { attended: mark.attended } };
  await note(trx, settings, { actor, channel, action: 'booking.attendance', details, ...change });
  recordLiveEvent(trx, settings.clock, { type: 'attendance', ...shiftIds(details) });
  return marked;
}

interface Noted {
  actor: Actor;
  channel: ActionOrigin['channel'];
  action: string;
  details: BookingDetails;
  before?: unknown;
  after?: unknown;
}

async function note(trx: Transaction, settings: WatchSettings, { actor, details, ...event }: Noted): Promise<void> {
  const subject = `booking:${details.booking.bookingId}`;
  await audit(trx, settings.clock, { ...event, actorUserId: actor.userId, subject });
}

function factsOf({ booking }: BookingDetails) {
  const { ref, userId, buddyUserId, scheduleId, shiftStart, slot } = booking;
  return {
    ref,
    user_id: userId,
    buddy_user_id: buddyUserId,
    schedule_id: scheduleId,
    shift_start: shiftStart.toISOString(),
    slot,
  };
}
