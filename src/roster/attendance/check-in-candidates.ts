import type { Transaction } from '#src/db/connect.ts';
import { type BookingDetails, listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { phaseAt, shiftsInWindow } from './attendance-window.ts';

interface PersonAndTime {
  userId: number;
  at: Date;
}

/** The bookings that an IN or OUT received at `at` can mean: from 30 minutes before the start to 12 hours after the end. */
export async function listCheckInCandidates(
  trx: Transaction,
  { userId, at }: PersonAndTime,
): Promise<BookingDetails[]> {
  const near = await listBookingsOf(trx, userId, shiftsInWindow(at));
  return near.filter(({ shift }) => ['open', 'ended'].includes(phaseAt(shift, at)));
}

/** The only candidate that is open, otherwise the only candidate. Undefined: the person must say which one they mean. */
export function pickCandidate(candidates: readonly BookingDetails[], at: Date): BookingDetails | undefined {
  const open = candidates.filter(({ shift }) => phaseAt(shift, at) === 'open');
  const [first] = open.length > 0 ? open : candidates;
  return open.length === 1 || candidates.length === 1 ? first : undefined;
}

/** Their next booking that has not started. */
export async function findNearestBooking(
  trx: Transaction,
  { userId, at }: PersonAndTime,
): Promise<BookingDetails | undefined> {
  const ahead = await listBookingsOf(trx, userId, { endsAfter: at });
  return ahead.find(({ booking }) => !booking.hasStarted(at));
}
