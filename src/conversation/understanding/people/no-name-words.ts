import { readFileSync } from 'node:fs';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

const NO_NAMES = new Set([
  ...readFileSync(new URL('./no-names.txt', import.meta.url), 'utf8')
    .replace(/#.*/g, '')
    .split(/\s+/)
    .filter(Boolean),
  ...wordsFor('command', 'SHIFTS', 'BOOK', 'BUDDY', 'DROP', 'REPORT', 'SHOW', 'FORGET', 'ADMIT', 'REFUSE', 'REMOVE'),
]);
/** isiZulu and isiXhosa put a whole sentence into one word: `ngisafuna`, "I am still looking". */
const SENTENCE_IN_A_WORD =
  /^(?:ngi(?:sa|ya|za|zo|fu|ku|ne|no|li|nga|th|be|hl|ng)|ndi(?:sa|ya|za|fu|ku|no|lin|nga|be|th|ng)|angi|sisa|siya|akwazi|akak|akez|awu|ngeke|soze)\p{L}{2,}$/u;

/** Whether one of the words belongs to a sentence, so that they are not a name. */
export function hasNoNameWords(words: string): boolean {
  return tokensOf(words).some((token) => {
    const word = token.replace(/'/g, '');
    return NO_NAMES.has(word) || SENTENCE_IN_A_WORD.test(word);
  });
}
