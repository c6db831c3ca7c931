import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type AttendanceClaim, type ClaimRefused, lockClaimedBooking } from './attendance-claim.ts';
import { opensAt, phaseAt } from './attendance-window.ts';
import { findCheckIn, listCheckIns } from './check-in-record.ts';

export type WithdrawOutcome =
  | { outcome: 'withdrawn'; details: BookingDetails }
  | { outcome: 'notIn'; details: BookingDetails }
  | { outcome: 'tooEarly'; details: BookingDetails; opensAt: Date }
  | { outcome: 'tooLate'; details: BookingDetails }
  | ClaimRefused;

/** A person takes back that they were there. The check-in of the other person on the booking stays. */
export async function withdrawCheckIn(trx: Transaction, claim: AttendanceClaim): Promise<WithdrawOutcome> {
  const own = await lockClaimedBooking(trx, claim);
  if (own.outcome !== 'own') return own;
  const { details } = own;
  const phase = phaseAt(details.shift, claim.at);
  if (phase === 'early') return { outcome: 'tooEarly', details, opensAt: opensAt(details.shift) };
  if (phase === 'late') return { outcome: 'tooLate', details };
  const checkIn = await findCheckIn(trx, claim);
  if (!checkIn) return { outcome: 'notIn', details };
  await trx('checkIns').where({ checkInId: checkIn.checkInId }).delete();
  const { bookingId } = claim;
  const attended = (await listCheckIns(trx, [bookingId])).length > 0;
  await trx('bookings').where({ bookingId }).update({ attended });
  details.booking.attended = attended;
  return { outcome: 'withdrawn', details };
}
