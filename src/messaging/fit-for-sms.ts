import { foldForSms, isGsm7 } from './gsm7.ts';
import { cutQuote, measure } from './segments.ts';

export const MOST_SEGMENTS = 2;

const PICTOGRAPHS = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3/gu;

/** The text as it goes out by SMS: folded, and never longer than two segments, whatever it costs. */
export function fitForSms(text: string): string {
  const folded = foldForSms(text);
  if (fits(folded)) return folded;
  const plain = Array.from(foldForSms(withoutPictographs(text)), (letter) => (isGsm7(letter) ? letter : '?')).join('');
  return fits(plain) ? plain : cutQuote(plain, fits);
}

/** Builds a text round quoted words, cutting the words (never the rest) until it has at most so many segments. */
export function quoteToFit(build: (words: string) => string, words: string, segments = MOST_SEGMENTS): string {
  const isShortEnough = (candidate: string) => measure(foldForSms(build(candidate))).segments <= segments;
  if (isShortEnough(words)) return build(words);
  return build(cutQuote(withoutPictographs(words) || words, isShortEnough));
}

export function fits(text: string): boolean {
  return measure(foldForSms(text)).segments <= MOST_SEGMENTS;
}

function withoutPictographs(text: string): string {
  return text.replace(PICTOGRAPHS, '').replace(/ {2,}/g, ' ').trim();
}
