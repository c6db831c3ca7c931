import { foldForSms } from './gsm7.ts';

/** What smart encoding, trimming, and the words that a trial account puts in front leave alone: by it a text is known again. */
export function comparableText(body: string | null): string {
  const withoutTrial = (body ?? '').replace(/^Sent from your Twilio trial account - /, '');
  return foldForSms(withoutTrial).replace(/\s+/g, ' ').trim();
}
