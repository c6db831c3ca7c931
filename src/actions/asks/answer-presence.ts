import { confirmShiftPresence } from '#src/actions/attendance/check-in-to-shift.ts';
import { answerAsk } from '#src/asks/end-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { AttendanceClaim } from '#src/roster/attendance/attendance-claim.ts';
import type { ConfirmPresenceOutcome } from '#src/roster/attendance/check-in.ts';
import { findCheckIn } from '#src/roster/attendance/check-in-record.ts';
import { lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';

export type PresenceOutcome = ConfirmPresenceOutcome | { outcome: 'denied'; details: BookingDetails };

/** The answer to "were you there?". The attendance window decides what it can still change. */
export async function answerPresence(
  trx: Transaction,
  settings: WatchSettings,
  { askId, inboxId, wasThere, ...claim }: AttendanceClaim & { askId: number; inboxId: number; wasThere: boolean },
): Promise<PresenceOutcome> {
  await lockBooking(trx, claim.bookingId);
  await answerAsk(trx, settings.clock, { askId, answer: wasThere ? 'yes' : 'no', inboxId });
  // somebody may have marked them as there since we asked
  if (wasThere || (await findCheckIn(trx, claim))) return confirmShiftPresence(trx, settings, claim);
  return { outcome: 'denied', details: await getBookingDetails(trx, claim.bookingId) };
}
