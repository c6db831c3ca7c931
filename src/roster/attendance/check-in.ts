import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type AttendanceClaim, type ClaimRefused, lockClaimedBooking } from './attendance-claim.ts';
import { opensAt, phaseAt } from './attendance-window.ts';
import { findCheckIn } from './check-in-record.ts';

/** `since` is null if they confirmed only after the end that they were there. `out` is when they left. */
type AlreadyIn = { outcome: 'alreadyIn'; details: BookingDetails; since: Date | null; out: Date | null };
type TooEarly = { outcome: 'tooEarly'; details: BookingDetails; opensAt: Date };
type TooLate = { outcome: 'tooLate'; details: BookingDetails };

export type CheckInOutcome =
  | { outcome: 'in'; details: BookingDetails; since: Date }
  /** The shift has ended. Nothing is written until they confirm that they were there. */
  | { outcome: 'askPresence'; details: BookingDetails }
  | AlreadyIn
  | TooEarly
  | TooLate
  | ClaimRefused;

export type ConfirmPresenceOutcome =
  | { outcome: 'marked'; details: BookingDetails }
  | AlreadyIn
  | TooEarly
  | TooLate
  | ClaimRefused;

/** The booker or the linked buddy is there. Possible from 30 minutes before the start until the end. */
export async function checkIn(trx: Transaction, claim: AttendanceClaim): Promise<CheckInOutcome> {
  const own = await lockClaimedBooking(trx, claim);
  if (own.outcome !== 'own') return own;
  const { details } = own;
  const earlier = await findCheckIn(trx, claim);
  const phase = phaseAt(details.shift, claim.at);
  if (earlier?.outAt && phase === 'open') return comeBack(trx, details, { ...claim, since: earlier.inAt });
  if (earlier) return { outcome: 'alreadyIn', details, since: earlier.inAt, out: earlier.outAt };
  if (phase === 'early') return { outcome: 'tooEarly', details, opensAt: opensAt(details.shift) };
  if (phase === 'ended') return { outcome: 'askPresence', details };
  if (phase === 'late') return { outcome: 'tooLate', details };
  await markAttended(trx, claim, claim.at);
  details.booking.attended = true;
  return { outcome: 'in', details, since: claim.at };
}

/** They confirm after the end that they were there. The booking counts as attended, without a time. */
export async function confirmPresence(trx: Transaction, claim: AttendanceClaim): Promise<ConfirmPresenceOutcome> {
  const own = await lockClaimedBooking(trx, claim);
  if (own.outcome !== 'own') return own;
  const { details } = own;
  const earlier = await findCheckIn(trx, claim);
  if (earlier) return { outcome: 'alreadyIn', details, since: earlier.inAt, out: earlier.outAt };
  const phase = phaseAt(details.shift, claim.at);
  if (phase === 'early' || phase === 'open') return { outcome: 'tooEarly', details, opensAt: details.shift.endsAt };
  if (phase === 'late') return { outcome: 'tooLate', details };
  await markAttended(trx, claim, null);
  details.booking.attended = true;
  return { outcome: 'marked', details };
}

/** A person who checked out comes back before the end. */
async function comeBack(
  trx: Transaction,
  details: BookingDetails,
  { userId, bookingId, at, since }: AttendanceClaim & { since: Date | null },
): Promise<CheckInOutcome> {
  await trx('checkIns').where({ bookingId, userId }).update({ outAt: null });
  return { outcome: 'in', details, since: since ?? at };
}

/** The booking is locked, so nobody else writes this check-in. */
async function markAttended(trx: Transaction, { userId, bookingId, at }: AttendanceClaim, inAt: Date | null) {
  await trx('checkIns').insert({ bookingId, userId, inAt, createdAt: at }).onConflict().ignore();
  await trx('bookings').where({ bookingId }).update({ attended: true });
}
