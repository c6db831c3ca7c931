import type { Transaction } from '#src/db/connect.ts';
import type { Answer } from '#src/http/framework/endpoint.ts';
import { listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { presentRosterBooking } from './present.ts';

/** Answers with a booking and its check-ins. */
export async function answerWith(trx: Transaction, status: number, details: BookingDetails): Promise<Answer> {
  const checkIns = await listCheckIns(trx, [details.booking.bookingId]);
  return { status, body: presentRosterBooking(details, checkIns) };
}
