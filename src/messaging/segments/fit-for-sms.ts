import { foldForSms, septetsOf } from './gsm7.ts';
import { cutQuote, measure } from './segments.ts';

export const MOST_SEGMENTS = 2;
/** A segment holds 160 characters, and folding merges at most three into one. A longer text need not be measured. */
const MOST_CHARACTERS_PER_SEGMENT = 500;

/** More than one message holds. What follows is never quoted, so that a case of any length costs the same to quote. */
const MOST_QUOTED = 8_000;

const PICTOGRAPHS = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3/gu;

/** The text as it is sent by SMS: folded to GSM-7 where possible, and cut after two segments. */
export function fitForSms(text: string): string {
  const folded = foldForSms(text);
  if (fits(folded)) return folded;
  const plain = Array.from(foldForSms(withoutPictographs(text.slice(0, MOST_QUOTED))), (letter) =>
    septetsOf(letter) ? letter : '?',
  ).join('');
  return fits(plain) ? plain : cutQuote(plain.slice(0, MOST_SEGMENTS * MOST_CHARACTERS_PER_SEGMENT), fits);
}

/** Builds a text around quoted words. Cuts the words, never the rest, until the text fits into the segments. */
export function quoteToFit(build: (words: string) => string, words: string, segments = MOST_SEGMENTS): string {
  const isShortEnough = (candidate: string) => fits(build(candidate), segments);
  if (words.length <= segments * MOST_CHARACTERS_PER_SEGMENT && isShortEnough(words)) return build(words);
  const isWhole = words.length <= MOST_QUOTED;
  const begun = isWhole ? words : words.slice(0, MOST_QUOTED).toWellFormed();
  return build(cutQuote(withoutPictographs(begun) || begun, isShortEnough, { isWhole }));
}

/** Cheap for long texts, because callers try one length after another. */
export function fits(text: string, segments = MOST_SEGMENTS): boolean {
  return text.length <= segments * MOST_CHARACTERS_PER_SEGMENT && measure(foldForSms(text)).segments <= segments;
}

function withoutPictographs(text: string): string {
  return text.replace(PICTOGRAPHS, '').replace(/ {2,}/g, ' ').trim();
}
