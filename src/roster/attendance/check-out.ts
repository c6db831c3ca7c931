import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type AttendanceClaim, type ClaimRefused, lockClaimedBooking } from './attendance-claim.ts';
import { phaseAt } from './attendance-window.ts';
import { findCheckIn } from './check-in-record.ts';

export type CheckOutOutcome =
  | { outcome: 'out'; details: BookingDetails; at: Date }
  | { outcome: 'alreadyOut'; details: BookingDetails; since: Date }
  | { outcome: 'notIn'; details: BookingDetails }
  | { outcome: 'tooLate'; details: BookingDetails }
  | ClaimRefused;

/** A person who checked in leaves. Possible until 12 hours after the end. */
export async function checkOut(trx: Transaction, claim: AttendanceClaim): Promise<CheckOutOutcome> {
  const own = await lockClaimedBooking(trx, claim);
  if (own.outcome !== 'own') return own;
  const { details } = own;
  const checkIn = await findCheckIn(trx, claim);
  if (checkIn?.outAt) return { outcome: 'alreadyOut', details, since: checkIn.outAt };
  if (phaseAt(details.shift, claim.at) === 'late') return { outcome: 'tooLate', details };
  if (!checkIn) return { outcome: 'notIn', details };
  await trx('checkIns').where({ checkInId: checkIn.checkInId }).update({ outAt: claim.at });
  return { outcome: 'out', details, at: claim.at };
}
