import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';

interface BookingChange {
  actor: Actor;
  channel: ActionOrigin['channel'];
  action: string;
  details: BookingDetails;
  before?: unknown;
  after?: unknown;
}

export async function auditBooking(
  trx: Transaction,
  settings: WatchSettings,
  { actor, details, ...event }: BookingChange,
): Promise<void> {
  const subject = `booking:${details.booking.bookingId}`;
  await audit(trx, settings.clock, { ...event, actorUserId: actor.userId, subject });
}

export function bookingFacts({ booking }: BookingDetails) {
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
