import type { AskStatus } from '#src/asks/ask.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Clock } from '#src/platform/clock.ts';
import { findReport } from '#src/reports/find-report.ts';
import { findCheckIn } from '#src/roster/attendance/check-in-record.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';

type Reason = string | undefined;

const REASON_OF_ASK: Record<Exclude<AskStatus, 'open'>, string> = {
  answered: 'already answered',
  expired: 'asked too late',
  superseded: 'asked again',
  withdrawn: 'no longer asked',
};

/** Checked right before a message is sent: the reason why it is no longer true. Undefined: send it. */
export function reasonNotToSend(clock: Clock) {
  return async (trx: Transaction, message: Outbound): Promise<Reason> => {
    if (message.askId !== null) {
      const ended = await reasonOfAsk(trx, clock, { message, askId: message.askId });
      if (ended !== undefined) return ended;
    }
    if (message.aboutUserId !== null) return reasonOfNewcomer(trx, message.aboutUserId);
    if (message.reportId !== null) return reasonOfCase(trx, message, message.reportId);
    if (message.bookingId === null) return undefined;
    const booking = await Booking.query(trx).findById(message.bookingId);
    if (!booking?.isLive) return 'dropped';
    if (booking.shiftStart.getTime() !== message.shiftStart?.getTime()) return 'moved';
    if (message.messageType === 'coordinator_notice') return reasonOfGap(booking);
    return reasonOfShift(trx, clock, { message, booking });
  };
}

async function reasonOfAsk(
  trx: Transaction,
  clock: Clock,
  { message, askId }: { message: Outbound; askId: number },
): Promise<Reason> {
  const ask = await findAsk(trx, askId);
  if (ask?.status !== 'open') return REASON_OF_ASK[ask?.status ?? 'withdrawn'];
  // they have another number now
  if (ask.identity !== message.identity) return REASON_OF_ASK.withdrawn;
  return ask.isOpenAt(clock.now()) ? undefined : REASON_OF_ASK.expired;
}

/** Somebody has let them in, or has not. */
async function reasonOfNewcomer(trx: Transaction, userId: number): Promise<Reason> {
  const newcomer = await findUser(trx, userId);
  return newcomer?.status === 'pending' ? undefined : 'already answered';
}

/** Only who took the case needs no alarm any more: the others still need to know about it. */
async function reasonOfCase(trx: Transaction, { userId }: Outbound, reportId: number): Promise<Reason> {
  const report = await findReport(trx, reportId);
  return report?.acknowledgedBy === userId ? 'already answered' : undefined;
}

function reasonOfGap({ buddyUserId, buddyName, buddyPhone }: Booking): Reason {
  return buddyUserId === null && !buddyName && !buddyPhone ? undefined : 'already answered';
}

async function reasonOfShift(
  trx: Transaction,
  clock: Clock,
  { message, booking }: { message: Outbound; booking: Booking },
): Promise<Reason> {
  const { userId } = message;
  if (userId === null) return undefined;
  const { bookingId } = booking;
  if (!booking.partOf(userId)) return 'no longer on it';
  if (isReminder(message)) {
    if (booking.hasStarted(clock.now())) return 'started';
    // they are there, which is what it asks for
    if (await findCheckIn(trx, { userId, bookingId })) return 'already answered';
  }
  const user = await findUser(trx, userId);
  return user?.isActive ? undefined : 'no longer a member';
}

function isReminder(message: Outbound): boolean {
  return message.messageType === 'reminder_24h' || message.messageType === 'reminder_2h';
}
