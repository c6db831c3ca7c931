import { foldForSms } from './gsm7.ts';

/**
 * A text without everything that the provider may change: smart encoding, spaces, and the words that a trial account puts
 * in front. Two texts with the same result are the same text.
 */
export function comparableText(body: string | null): string {
  const withoutTrial = (body ?? '').replace(/^Sent from your Twilio trial account - /, '');
  return foldForSms(withoutTrial).replace(/\s+/g, ' ').trim();
}
