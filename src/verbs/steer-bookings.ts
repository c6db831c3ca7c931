import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import { noticeOfAssignment, noticeOfMove, noticeOfTakingOff } from '#src/notices/steering-notices.ts';
import type { Watch } from '#src/notices/watch.ts';
import type { BookOutcome, SlotRequest } from '#src/roster/book-slot.ts';
import { type BookingDetails, findBookingDetails } from '#src/roster/booking-details.ts';
import { type DropOutcome, dropBooking } from '#src/roster/drop-booking.ts';
import { forgetWhatBuddyWasCalled } from '#src/roster/erase-buddies.ts';
import { type MarkOutcome, markAttendance } from '#src/roster/mark-attendance.ts';
import { type Move, type MoveOutcome, moveBooking } from '#src/roster/move-booking.ts';
import type { Actor } from '#src/volunteers/actor.ts';
import { audit } from '#src/volunteers/audit.ts';
import { findUser } from '#src/volunteers/find-user.ts';
import { bookShift, shiftIds } from './book-shift.ts';
import type { Deed } from './deed.ts';

/** A coordinator, or the operator, does it for others: they are told, and it is in the audit. */
export type Steer = Deed & { actor: Actor };

export type AssignOutcome = BookOutcome | { outcome: 'noSuchUser' } | { outcome: 'notActive' };

/** Books a slot for a member. After any other outcome the transaction must be given up. */
export async function assignShift(
  trx: Transaction,
  watch: Watch,
  { actor, channel, ...request }: Steer & SlotRequest,
): Promise<AssignOutcome> {
  const user = await findUser(trx, request.userId);
  if (!user) return { outcome: 'noSuchUser' };
  if (!user.isActive) return { outcome: 'notActive' };
  const booked = await bookShift(trx, watch, request);
  if (booked.outcome !== 'booked') return booked;
  const { details } = booked;
  // removed at the same moment, before the lock on them was ours
  if (!details.booker.isActive) return { outcome: 'notActive' };
  const { cause } = request;
  await forgetWhatBuddyWasCalled(trx, details.booking.bookingId);
  await noticeOfAssignment(trx, watch, { cause, details, actor });
  await note(trx, watch, { actor, channel, action: 'booking.assign', details, after: factsOf(details) });
  return booked;
}

/** To another shift; ref and people stay. Reminders of the old time no longer hold, new ones follow. */
export async function moveShift(
  trx: Transaction,
  watch: Watch,
  { cause, actor, channel, ...move }: Steer & Move,
): Promise<MoveOutcome> {
  const moved = await moveBooking(trx, watch.clock, move);
  if (moved.outcome !== 'moved') return moved;
  const { before, details } = moved;
  await noticeOfMove(trx, watch, { cause, actor, before, details });
  const change = { before: factsOf(before), after: factsOf(details) };
  await note(trx, watch, { actor, channel, action: 'booking.move', details, ...change });
  recordLiveEvent(trx, watch.clock, { type: 'move', ...shiftIds(details) });
  return moved;
}

/** Takes booker and buddy off a shift; its slot is free at once. */
export async function takeOffShift(
  trx: Transaction,
  watch: Watch,
  { cause, actor, channel, bookingId, words }: Steer & { bookingId: number; words: string },
): Promise<DropOutcome> {
  const found = await findBookingDetails(trx, bookingId);
  if (!found) return { outcome: 'notYours' };
  const dropped = await dropBooking(trx, watch.clock, { userId: found.booking.userId, bookingId });
  if (dropped.outcome !== 'dropped') return dropped;
  const { details } = dropped;
  await noticeOfTakingOff(trx, watch, { cause, actor, details, words });
  const after = { dropped: true, ...(words && { reason: words }) };
  await note(trx, watch, { actor, channel, action: 'booking.drop', details, before: factsOf(details), after });
  recordLiveEvent(trx, watch.clock, { type: 'drop', ...shiftIds(details) });
  return dropped;
}

/** Nobody is told: it is for the record. */
export async function recordAttendance(
  trx: Transaction,
  watch: Watch,
  { actor, channel, ...mark }: Omit<Steer, 'cause'> & { bookingId: number; attended: boolean },
): Promise<MarkOutcome> {
  const marked = await markAttendance(trx, watch.clock, mark);
  if (marked.outcome !== 'marked') return marked;
  const { details } = marked;
  const change = { before: { attended: marked.before }, after: { attended: mark.attended } };
  await note(trx, watch, { actor, channel, action: 'booking.attendance', details, ...change });
  recordLiveEvent(trx, watch.clock, { type: 'attendance', ...shiftIds(details) });
  return marked;
}

interface Noted {
  actor: Actor;
  channel: Deed['channel'];
  action: string;
  details: BookingDetails;
  before?: unknown;
  after?: unknown;
}

async function note(trx: Transaction, watch: Watch, { actor, details, ...event }: Noted): Promise<void> {
  const subject = `booking:${details.booking.bookingId}`;
  await audit(trx, watch.clock, { ...event, actorUserId: actor.userId, subject });
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
