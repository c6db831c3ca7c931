import { simplifyText } from './simplify-text.ts';

/** `maybeStart` is YES: it lifts an opt-out and is an ordinary yes otherwise. `ask`: they may have meant the shift only. */
export type OptOutReading = 'stop' | 'start' | 'maybeStart' | 'ask';

const READINGS = new Map<string, OptOutReading>([
  ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'].map(
    (word) => [word, 'stop'] as const,
  ),
  ...['start', 'unstop'].map((word) => [word, 'start'] as const),
  ['yes', 'maybeStart'],
]);

/** Twilio blocks these by SMS; on WhatsApp nothing does, so there we can ask what was meant. */
const ASKED_BACK_ON_WHATSAPP = new Set(['cancel', 'end', 'quit']);

/** Only the whole body counts: "we must stop this" opts nobody out. */
export function readOptOut(body: string, channel: 'sms' | 'whatsapp'): OptOutReading | undefined {
  const word = simplifyText(body);
  if (channel === 'whatsapp' && ASKED_BACK_ON_WHATSAPP.has(word)) return 'ask';
  return READINGS.get(word);
}
