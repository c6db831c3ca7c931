import { isDangerNow } from '#src/conversation/understanding/danger/read-danger.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { isOptOutSentence } from './opt-out-sentences.ts';

/**
 * `maybeStart` is YES: it ends an opt-out, and is an ordinary yes otherwise. `ask`: perhaps only the shift was meant.
 * `stopInWords`: the provider does not read sentences, so it has stopped nothing.
 */
export type OptOutReading = 'stop' | 'stopInWords' | 'start' | 'maybeStart' | 'ask';

/** By SMS, Twilio opts the sender out at these words. On WhatsApp it does not, so we can ask what was meant. */
const ASKED_BACK_ON_WHATSAPP = new Set(wordsFor('optOut', 'stopOrShift'));

const READINGS = new Map<string, OptOutReading>([
  ...wordsFor('optOut', 'stop', 'stopOrShift').map((word) => [word, 'stop'] as const),
  ...wordsFor('optOut', 'start').map((word) => [word, 'start'] as const),
  ...wordsFor('optOut', 'yesOrStart').map((word) => [word, 'maybeStart'] as const),
]);

/** Only the whole text counts: "we must stop this" is not an opt-out. Neither is a text with danger in it. */
export function readOptOut(body: string, channel: 'sms' | 'whatsapp'): OptOutReading | undefined {
  const word = simplifyText(body);
  if (channel === 'whatsapp' && ASKED_BACK_ON_WHATSAPP.has(word)) return 'ask';
  const reading = READINGS.get(word);
  if (reading) return reading;
  return isOptOutSentence(body) && !isDangerNow(body) ? 'stopInWords' : undefined;
}
