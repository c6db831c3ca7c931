import type { Transaction } from '#src/db/connect.ts';
import { findOtherAddress } from '#src/messaging/outbox/choose-channel.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import { reasonNotToSend } from '#src/notices/reason-not-to-send.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';

/** Messages that somebody relies on. */
const MATTERS: ReadonlySet<MessageType> = new Set(['alarm', 'reminder_24h', 'reminder_2h', 'shift_notice']);
const SECOND_TRY = ':other-channel';

/**
 * For a message that failed or that the provider could not deliver. If it matters and is still true, it is tried once on
 * the person's other channel. If there is none, or that failed too, the coordinators are told whom to phone.
 */
export async function handleUndelivered(trx: Transaction, settings: WatchSettings, message: Outbound): Promise<void> {
  const isLate = message.expiresAt !== null && message.expiresAt <= settings.clock.now();
  if (!MATTERS.has(message.messageType) || isLate || (await reasonNotToSend(settings.clock)(trx, message))) return;
  const isSecondTry = message.idempotencyKey.endsWith(SECOND_TRY);
  const other = isSecondTry ? undefined : await findOtherAddress(trx, message, settings.clock.now());
  if (!other) return notifyWhomToPhone(trx, settings, message);
  await enqueue(trx, settings, {
    messageType: message.messageType,
    to: { address: other },
    body: message.payload,
    key: `${message.idempotencyKey}${SECOND_TRY}`,
    ...(message.expiresAt && { expiresAt: message.expiresAt }),
    ...(message.userId !== null && { userId: message.userId }),
    ...(message.bookingId !== null && { bookingId: message.bookingId }),
    ...(message.shiftStart && { shiftStart: message.shiftStart }),
    ...(message.reportId !== null && { reportId: message.reportId }),
  });
}

async function notifyWhomToPhone(trx: Transaction, settings: WatchSettings, message: Outbound): Promise<void> {
  const user = await findUserByPhone(trx, message.identity);
  if (!user) return;
  const who = { name: user.name, phone: phoneOf(user, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `not-reached:${message.idempotencyKey}`,
    text: (texts) => texts.notReached({ ...who, what: nameOf(message.messageType) }),
    except: [user.userId],
  });
}

function nameOf(messageType: MessageType): 'alarm' | 'reminder' | 'notice' {
  if (messageType === 'alarm') return 'alarm';
  return messageType === 'shift_notice' ? 'notice' : 'reminder';
}
