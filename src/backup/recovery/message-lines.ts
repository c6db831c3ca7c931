import type { ArchivedText } from '#src/messaging/archive.ts';
import { maskPhone } from '#src/platform/log.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import type { PlannedMessage } from './plan-resume.ts';

const LONGEST = 50;

/** A held message as one line, for the operator who decides about it. Numbers and codes are masked, and words are cut. */
export function heldLine({ message, since, decision }: PlannedMessage, zone: string): string {
  const type = message.messageType.replaceAll('_', ' ');
  const reason = decision.action === 'cancel' ? ` (${decision.reason})` : '';
  return `  ${when(since, zone)}  ${maskPhone(message.recipient)}  ${type}: ${words(message.payload)}${reason}`;
}

/** A text that we do not have, as one line. */
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
