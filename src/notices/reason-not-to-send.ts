import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from '#src/messaging/outbound.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Booking } from '#src/roster/booking.ts';
import { findUser } from '#src/volunteers/find-user.ts';

/** Looked at the moment a message is to leave: why what it says about a shift is no longer true. */
export function reasonNotToSend(clock: Clock) {
  return async (trx: Transaction, message: Outbound): Promise<string | undefined> => {
    const { bookingId, shiftStart, userId } = message;
    if (bookingId === null || shiftStart === null || userId === null) return undefined;
    const booking = await Booking.query(trx).findById(bookingId);
    if (!booking?.isLive) return 'dropped';
    if (booking.shiftStart.getTime() !== shiftStart.getTime()) return 'moved';
    if (!booking.partOf(userId)) return 'no longer on it';
    if (isReminder(message) && booking.hasStarted(clock.now())) return 'started';
    const user = await findUser(trx, userId);
    return user?.isActive ? undefined : 'no longer a member';
  };
}

function isReminder(message: Outbound): boolean {
  return message.messageType === 'reminder_24h' || message.messageType === 'reminder_2h';
}
