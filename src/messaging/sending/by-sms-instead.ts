import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { fitForSms } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';

/**
 * The changes of a row that send the same text by SMS, for a person whom WhatsApp does not reach. Undefined: the message
 * was an SMS already, or the recipient has no number.
 */
export function bySmsInstead({ channel, identity, payload }: Outbound, now: Date) {
  if (channel !== 'whatsapp' || !identity.startsWith('+')) return undefined;
  const body = fitForSms(payload);
  const { encoding, segments } = measure(body);
  return {
    channel: 'sms',
    recipient: identity,
    payload: body,
    encoding,
    segments,
    status: 'queued',
    dueAt: now,
    // all attempts again. It happens once only, because an SMS has no other channel to go to
    attempts: 0,
    leaseExpiresAt: null,
    sendingAt: null,
  };
}
