import type { ArchivedText } from '#src/messaging/archive.ts';
import { maskPhone } from '#src/platform/log.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import type { PlannedMessage } from './plan-resume.ts';

const LONGEST = 50;

/** One held message as one line, for who decides about it. Numbers are masked, codes hidden, words cut. */
export function heldLine({ message, since, fate }: PlannedMessage, zone: string): string {
  const type = message.messageType.replaceAll('_', ' ');
  const reason = fate.fate === 'drop' ? ` (${fate.reason})` : '';
  return `  ${when(since, zone)}  ${maskPhone(message.recipient)}  ${type}: ${words(message.payload)}${reason}`;
}

/** One text that is missing here. */
export function missingLine({ at, from, body, files }: ArchivedText, zone: string): string {
  const attached = files > 0 ? ` [${files} ${files === 1 ? 'file' : 'files'}]` : '';
  return `  ${when(at, zone)}  ${maskPhone(from)}  ${words(body)}${attached}`;
}

function when(instant: Date, zone: string): string {
  return formatZoned(instant, zone, 'ccc d LLL HH:mm');
}

function words(body: string): string {
  const line = eraseDigits(body).replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
