import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';

/** The lists know the short cries, and a word or two is an answer. */
const TOO_SHORT = 2;
const FROM = 0.35;

/** The lists found no danger, but examples of danger are like this text. It must not be taken for an answer. */
export function mayBeDanger(text: string, from = FROM): boolean {
  return isLongerThan(TOO_SHORT, text) && classifyDanger(text).probability >= from;
}

const FEWEST_WORDS = 4;
const SOUNDS_FROM = 0.5;

/** A text that means nothing else that we know, because hardly any example has its words, or because of who sends it. */
export function soundsLikeDanger(text: string): boolean {
  return isLongerThan(FEWEST_WORDS - 1, text) && classifyDanger(text).probability >= SOUNDS_FROM;
}

/** A few hundred characters are enough to count them. */
function isLongerThan(words: number, text: string): boolean {
  return wordsOf(text.slice(0, 200)).length > words;
}
