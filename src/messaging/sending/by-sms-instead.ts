import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { fitForSms } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';

/**
 * The same text by SMS, for a person whom WhatsApp does not reach (now): what to write to its row. Undefined: it was by
 * SMS already, or there is no number.
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
    // it starts anew there, and once only: by SMS there is no other channel left
    attempts: 0,
    leaseExpiresAt: null,
    sendingAt: null,
  };
}
