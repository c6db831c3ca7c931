import type { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { outcomeWords } from './outcome-words.ts';
import type { ThreadItem } from './read-thread.ts';

const CHANNEL_NAMES: Record<string, string> = { sms: 'SMS', whatsapp: 'WhatsApp' };

/** Describes the ask that a message belongs to. `localTime` formats an instant. */
export type DescribeAsk = (item: ThreadItem, localTime: (instant: Date) => string) => string | undefined;

/** A message as one line: local time, direction, channel, words and outcome. Codes are hidden in both directions. */
export function threadLine(item: ThreadItem, zone: string, describeAsk?: DescribeAsk): string {
  const localTime = timeNear(item.at, zone);
  const [arrow, channel, words, outcome] =
    item.direction === 'in'
      ? (['<', item.channel, inboundWords(item.text), inboundOutcome(item.text)] as const)
      : (['>', item.message.channel, item.message.payload, outcomeWords(item.message, localTime)] as const);
  const when = formatZoned(item.at, zone, 'ccc d LLL yyyy HH:mm:ss');
  const hidden = eraseDigits(words).replaceAll('\n', '\\n');
  const told = [outcome, describeAsk?.(item, localTime)].filter(Boolean).map((each) => ` [${each}]`);
  return `${when} ${arrow} ${CHANNEL_NAMES[channel] ?? channel}: ${hidden}${told.join('')}`;
}

/** Writes the day only if it is not the day of the message. */
function timeNear(at: Date, zone: string): (instant: Date) => string {
  const day = (instant: Date) => formatZoned(instant, zone, 'ccc d LLL');
  return (instant) => `${day(instant) === day(at) ? '' : `${day(instant)} `}${formatZoned(instant, zone, 'HH:mm:ss')}`;
}

function inboundWords({ body, media }: Inbound): string {
  const attachments: Attachment[] = JSON.parse(media);
  return [body, ...attachments.map(({ kind }) => `[${kind}]`)].filter(Boolean).join(' ') || '(nothing)';
}

function inboundOutcome(text: Inbound): string {
  if (text.handledAt === null) return 'not handled yet';
  if (!text.needsPerson) return '';
  return text.seenToAt ? 'reviewed by a coordinator' : `a coordinator should read it: ${text.needsPersonReason ?? ''}`;
}
