import { simplifyText } from './simplify-text.ts';

/**
 * `maybeStart` is YES: it ends an opt-out, and is an ordinary yes otherwise. `ask`: perhaps only the shift was meant.
 */
export type OptOutReading = 'stop' | 'start' | 'maybeStart' | 'ask';

const READINGS = new Map<string, OptOutReading>([
  ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'].map(
    (word) => [word, 'stop'] as const,
  ),
  ...['start', 'unstop'].map((word) => [word, 'start'] as const),
  ['yes', 'maybeStart'],
]);

/** By SMS, Twilio opts the sender out at these words. On WhatsApp it does not, so we can ask what was meant. */
const ASKED_BACK_ON_WHATSAPP = new Set(['cancel', 'end', 'quit']);

/** Only the whole text counts: "we must stop this" is not an opt-out. */
export function readOptOut(body: string, channel: 'sms' | 'whatsapp'): OptOutReading | undefined {
  const word = simplifyText(body);
  if (channel === 'whatsapp' && ASKED_BACK_ON_WHATSAPP.has(word)) return 'ask';
  return READINGS.get(word);
}
