import type { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { outcomeWords } from './outcome-words.ts';
import type { ThreadItem } from './read-thread.ts';

const CHANNEL_NAMES: Record<string, string> = { sms: 'SMS', whatsapp: 'WhatsApp' };

/**
 * One text as one line: when by the watch's clock, which way, by which channel, the words, and what became of it. Codes
 * are hidden, whoever texted them.
 */
export function threadLine(item: ThreadItem, zone: string): string {
  const [arrow, channel, words, fate] =
    item.direction === 'in'
      ? (['<', item.channel, receivedWords(item.text), receivedFate(item.text)] as const)
      : ([
          '>',
          item.message.channel,
          item.message.payload,
          outcomeWords(item.message, nearTime(item.at, zone)),
        ] as const);
  const when = formatZoned(item.at, zone, 'ccc d LLL yyyy HH:mm:ss');
  const hidden = eraseDigits(words).replaceAll('\n', '\\n');
  return `${when} ${arrow} ${CHANNEL_NAMES[channel] ?? channel}: ${hidden}${fate && ` [${fate}]`}`;
}

/** The day only where it is another one. */
function nearTime(at: Date, zone: string): (instant: Date) => string {
  const day = (instant: Date) => formatZoned(instant, zone, 'ccc d LLL');
  return (instant) => `${day(instant) === day(at) ? '' : `${day(instant)} `}${formatZoned(instant, zone, 'HH:mm:ss')}`;
}

function receivedWords({ body, media }: Inbound): string {
  const attachments: Attachment[] = JSON.parse(media);
  return [body, ...attachments.map(({ kind }) => `[${kind}]`)].filter(Boolean).join(' ') || '(nothing)';
}

function receivedFate(text: Inbound): string {
  if (text.handledAt === null) return 'not handled yet';
  if (!text.needsPerson) return '';
  return text.seenToAt ? 'needed a person, who saw to it' : `needs a person: ${text.needsPersonReason ?? ''}`;
}
