import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';

/**
 * Somebody is no longer a member: nobody answers for them, also not a later owner of their number. What others were asked
 * about their dropped shifts is over too.
 */
export async function withdrawAsksOf(
  trx: Transaction,
  clock: Clock,
  { userId, dropped = [] }: { userId: number } & Partial<ReleasedBookings>,
): Promise<void> {
  await withdrawAsks(trx, { clock }, { userId });
  for (const { booking } of dropped)
    await withdrawAsks(trx, { clock }, { subject: subjectOfBooking(booking.bookingId) });
}
