import { expect, it } from 'vitest';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { outcomeWords } from '#src/messaging/thread/outcome-words.ts';

const SENT = new Date('2026-11-27T20:00:00Z');
const base = { errorCode: null, error: null, attempts: 1, deliveryStatus: null, deliveryStatusAt: null, dueAt: SENT };
const sent = { status: 'sent', sentAt: SENT };
const hoursLater = (hours: number) => new Date(SENT.getTime() + hours * 3_600_000);

it.each([
  [{ status: 'queued', attempts: 0 }, 'waiting, due 20:00'],
  [
    { status: 'queued', attempts: 2, errorCode: '20429', error: 'too many requests' },
    'tried 2 times, again at 20:00: too many requests (20429)',
  ],
  [{ status: 'sending' }, 'being sent'],
  [sent, 'sent, not yet reported as delivered'],
  [{ ...sent, deliveryStatus: 'delivered', deliveryStatusAt: hoursLater(1) }, 'delivered 21:00'],
  [
    { ...sent, deliveryStatus: 'undelivered', errorCode: '30003', deliveryStatusAt: hoursLater(10) },
    'not delivered: the phone was off or out of reach for 10 hours (30003)',
  ],
  [
    { ...sent, deliveryStatus: 'failed', errorCode: '30006' },
    'not delivered: a landline, or a network that cannot be reached (30006)',
  ],
  [{ ...sent, deliveryStatus: 'failed', errorCode: '39999' }, 'not delivered: the network gives no reason (39999)'],
  [
    { status: 'unknown', errorCode: 'timeout', error: 'no answer in time' },
    'unclear whether it was sent: no answer in time (timeout); looked up at 20:00',
  ],
  [{ status: 'failed', errorCode: '21614', error: 'not a mobile number' }, 'failed: not a mobile number (21614)'],
  [{ status: 'failed', error: 'no attempt left' }, 'failed: no attempt left'],
  [{ status: 'cancelled', error: 'opted out' }, 'not sent: opted out'],
])('%o reads "%s"', (row, words) => {
  const message = Object.assign(new Outbound(), { ...base, ...row });
  expect(outcomeWords(message, (instant) => instant.toISOString().slice(11, 16))).toBe(words);
});
