import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { meaningOfCode } from '#src/messaging/twilio/outcomes.ts';
import { DAY, HOUR, MINUTE } from '#src/platform/duration.ts';

/** Twilio: the network could not reach the phone. */
const OUT_OF_REACH = '30003';

/** Describes the outcome of a message for a person. `localTime` formats an instant. */
export function outcomeWords(message: Outbound, localTime: (instant: Date) => string): string {
  switch (message.status) {
    case 'queued':
      return waitingWords(message, localTime);
    case 'claimed':
    case 'sending':
      return 'being sent';
    case 'sent':
      return deliveryWords(message, localTime);
    case 'unknown':
      return `unclear whether it was sent: ${reasonOf(message)}; looked up at ${localTime(message.dueAt)}`;
    case 'failed':
      return `failed: ${reasonOf(message)}`;
    case 'held':
      return 'held until npm run resume';
    case 'cancelled':
      return `not sent: ${message.error ?? 'no longer true'}`;
  }
}

function waitingWords(message: Outbound, localTime: (instant: Date) => string): string {
  if (message.error === null || message.attempts === 0) return `waiting, due ${localTime(message.dueAt)}`;
  const tries = message.attempts === 1 ? 'once' : `${message.attempts} times`;
  return `tried ${tries}, again at ${localTime(message.dueAt)}: ${reasonOf(message)}`;
}

function deliveryWords(message: Outbound, localTime: (instant: Date) => string): string {
  const reportedAt = message.deliveryStatusAt ? ` ${localTime(message.deliveryStatusAt)}` : '';
  switch (message.deliveryStatus) {
    case 'delivered':
    case 'read':
      return `${message.deliveryStatus}${reportedAt}`;
    case 'undelivered':
    case 'failed':
      return `not delivered: ${reasonOf(message)}`;
    default:
      return 'sent, not yet reported as delivered';
  }
}

/** The reason in words, with the provider's code. */
function reasonOf(message: Outbound): string {
  const { errorCode, error } = message;
  const known = errorCode === null ? undefined : meaningOfCode(Number(errorCode))?.reason;
  const words = known ?? error ?? 'the network gives no reason';
  const lasted = errorCode === OUT_OF_REACH ? lastedWords(message) : '';
  return `${words}${lasted}${errorCode === null ? '' : ` (${errorCode})`}`;
}

function lastedWords({ sentAt, deliveryStatusAt }: Outbound): string {
  if (!sentAt || !deliveryStatusAt) return '';
  const lasted = deliveryStatusAt.getTime() - sentAt.getTime();
  const [unit, name] = UNITS.find(([length]) => lasted >= 2 * length) ?? [];
  return unit && name ? ` for ${Math.round(lasted / unit)} ${name}` : '';
}

const UNITS: [length: number, name: string][] = [
  [DAY, 'days'],
  [HOUR, 'hours'],
  [MINUTE, 'minutes'],
];
