import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';

const JOINTS = new Set(['to', 'for', 'on']);
const POLITE = new Set(['please', 'pls', 'thanks', 'thank', 'you', 'sorry', 'dankie', 'jammer']);
/** `N K7`, `no to K7` */
const LAST_WORD_OF_REF = 3;

/** Why somebody says no, as typed. Empty if the text is a bare no, with or without a ref. */
export function reasonIn(body: string): string {
  const [, ...words] = wordsOf(body).slice(0, LAST_WORD_OF_REF + POLITE.size);
  const ref = words.slice(0, LAST_WORD_OF_REF - 1).findIndex((word) => readRef(word) !== undefined);
  const isNamed = ref === 0 || (ref === 1 && JOINTS.has(words[0] ?? ''));
  if (isNamed) return afterWords(body, ref + 2);
  return words.some((word) => readRef(word) === undefined && !POLITE.has(word)) ? body.trim() : '';
}

/** What stands after the first words, as typed. */
function afterWords(body: string, count: number): string {
  const rest = body.trim().split(/\s+/).slice(count);
  return rest.join(' ');
}
