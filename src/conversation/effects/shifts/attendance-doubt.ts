import type { VolunteerEvent } from '#src/conversation/events.ts';
import { memberOf, type Turn } from '#src/conversation/turn.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';
import { listCheckInCandidates, pickCandidate } from '#src/roster/attendance/check-in-candidates.ts';
import { listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';

/** Near the start of a shift, "we're out now" says that the patrol has begun. Well before its end, it is no end either. */
const NEAR_START = 30 * MINUTE;
const NEAR_END = 30 * MINUTE;
/** From here on, "we are in" from somebody who is checked in means that they are home. */
const HOME_BEFORE_END = 15 * MINUTE;

export interface AttendanceDoubt {
  /** What we ask: are they there, or have they gone home? */
  isAbout: 'in' | 'out';
  details: BookingDetails;
}

/**
 * What to ask before a sentence checks somebody in or out. Undefined: do what it says. The words IN and OUT themselves are
 * never questioned.
 */
export async function findAttendanceDoubt(
  turn: Turn,
  { type, sentence }: Extract<VolunteerEvent, { type: 'IN' | 'OUT' }>,
): Promise<AttendanceDoubt | undefined> {
  if (!sentence) return undefined;
  const own = await findOwnShift(turn);
  if (!own) return undefined;
  const { details, inAt } = own;
  const { startsAt, endsAt } = details.shift;
  const { receivedAt } = turn.text;
  if (type === 'IN') return sentence === 'unsure' && !inAt ? { isAbout: 'in', details } : undefined;
  if (!inAt) return receivedAt < endsAt ? { isAbout: 'in', details } : undefined;
  const isEarly =
    receivedAt < after(startsAt, NEAR_START) ||
    receivedAt < after(inAt, NEAR_START) ||
    receivedAt < before(endsAt, NEAR_END);
  return sentence === 'unsure' || isEarly ? { isAbout: 'out', details } : undefined;
}

/** Whether they are checked in to a shift that is about to end, or has ended. */
export async function isNearEndOfOwnShift(turn: Turn): Promise<boolean> {
  const own = await findOwnShift(turn);
  return own?.inAt !== undefined && turn.text.receivedAt >= before(own.details.shift.endsAt, HOME_BEFORE_END);
}

/** The shift that IN or OUT would mean now, and since when they are checked in to it. */
async function findOwnShift(turn: Turn): Promise<{ details: BookingDetails; inAt: Date | undefined } | undefined> {
  const { userId } = memberOf(turn);
  const candidates = await listCheckInCandidates(turn.trx, { userId, at: turn.text.receivedAt });
  const records = await listCheckIns(
    turn.trx,
    candidates.map(({ booking }) => booking.bookingId),
  );
  const open = records.find((record) => record.userId === userId && record.inAt && !record.outAt);
  const checkedIn = candidates.find(({ booking }) => booking.bookingId === open?.bookingId);
  if (checkedIn) return { details: checkedIn, inAt: open?.inAt ?? undefined };
  const details = pickCandidate(candidates, turn.text.receivedAt);
  const isOver = records.some((record) => record.userId === userId && record.bookingId === details?.booking.bookingId);
  return details && !isOver ? { details, inAt: undefined } : undefined;
}
