import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';

/** The lists know the short cries, and a word or two is an answer. */
const TOO_SHORT = 2;
const FROM = 0.42;

/** The lists found no danger, but examples of danger are like this text. It must not be taken for an answer. */
export function mayBeDanger(text: string, from = FROM): boolean {
  return wordsOf(text).length > TOO_SHORT && classifyDanger(text).probability >= from;
}
