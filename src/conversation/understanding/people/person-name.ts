import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';

const MOST_WORDS = 5;
const FEWEST_LETTERS = 2;
const PUNCTUATION = /[()[\]"“”«»,;:!…*_]/g;
const PICTURES = /[\p{So}\p{Cn}]/gu;
const NAME = /^[\p{L}\p{M}'’.\- ]+$/u;
/** A full stop is kept only after an initial. */
const ENDS = /^[\s.\-'’]+|(?<![\s\-'’])[\s\-'’]+$|(?<=\p{L}{2})[\s.]+$/gu;
/** Words that show that a text is a sentence. No list of names that we know has them. */
const OF_A_SENTENCE = new Set(
  "i i'm im me myself we you he she they it is are was am the not don't dont know sure yet want need help what who's who where why how how's this that my your broken nobody please".split(
    ' ',
  ),
);
/** These stay in lower case inside a name: Thandi van der Merwe. */
const PARTICLES = new Set(['van', 'der', 'den', 'de', 'du', 'la', 'le', 'von', 'ter', 'bin', 'da', 'dos']);

/**
 * The text as a person's name: at most 40 characters, capitalised if it was typed in lower case. Undefined if it cannot
 * be one.
 */
export function personName(text: string): string | undefined {
  if (text.includes('?')) return undefined;
  const name = normalize(withoutInvisibleMarks(text), 'NFC')
    .replace(PUNCTUATION, ' ')
    .replace(PICTURES, ' ')
    .replace(/\s+/g, ' ')
    .replace(ENDS, '');
  if (!NAME.test(name) || lettersIn(name) < FEWEST_LETTERS || isSentence(name)) return undefined;
  return capitalised(cut(name));
}

function lettersIn(name: string): number {
  return name.match(/\p{L}/gu)?.length ?? 0;
}

function isSentence(name: string): boolean {
  const words = name.toLowerCase().replace(/’/g, "'").split(' ');
  return words.length > MOST_WORDS || words.some((word) => OF_A_SENTENCE.has(word.replace(/\.$/, '')));
}

function cut(name: string): string {
  return [...name].slice(0, LONGEST_NAME).join('').trim();
}

function capitalised(name: string): string {
  if (name !== name.toLowerCase()) return name;
  const words = name.split(' ');
  return words.map((word, index) => (index > 0 && PARTICLES.has(word) ? word : withCapital(word))).join(' ');
}

function withCapital(word: string): string {
  return word.replace(/^\p{L}|(?<=-|^[od]['’])\p{L}/gu, (letter) => letter.toUpperCase());
}
