import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import { isName, withSpacesAfterInitials } from '#src/volunteers/people/given-words.ts';

/** A name has no more words: Maria da Conceição dos Santos Silva. */
const MOST_NAMES = 8;
/** With more words without a capital letter, or all in capitals, a text is taken for a sentence until it is given twice. */
const MOST_UNWRITTEN = 2;
const MOST_IN_CAPITALS = 3;
const FEWEST_LETTERS = 2;
const PUNCTUATION = /[()[\]"“”«»,;:!…*_]/g;
const PICTURES = /[\p{So}\p{Cn}]/gu;
/** A full stop is kept only after an initial. */
const ENDS = /^[\s.\-'’]+|(?<![\s\-'’])[\s\-'’]+$|(?<=\p{L}{2})[\s.]+$/gu;
/** Words that show that a text is a sentence. No list of names that we know has them. */
const OF_A_SENTENCE = new Set(
  [
    "i'm im myself is am was the not don't dont know sure yet want need help what who's who where why how how's your broken",
    "nobody please at to for with from there here has have had could would should can't cant sorry call it's its there's",
    'late start stop test testing open wrong new sms texts message messages pls again any slots available unavailable sick',
    'ek jy julle hulle nie wil kan asseblief asb hoekom laat weer siek nuwe nommer verkeerde toets',
    'ngicela ngifuna angazi ngiyabonga ndicela ndifuna',
  ].flatMap((line) => line.split(' ')),
);
/** Words of sentences that are names, too: He Wei, My Tran. They count as names if every word has a capital letter. */
const NAMES_TOO = new Set('i me my we you he she they it are this that'.split(' '));
/** What a sentence says about somebody: "My Husband". */
const NOBODYS_NAME = new Set(
  'name husband wife friend buddy phone number son daughter neighbour mother father boss'.split(' '),
);
/** These stay in lower case inside a name: Thandi van der Merwe. */
const PARTICLES = new Set('van vd der den de du la le von ter bin da dos das do e y el al ap ka wa ben ibn'.split(' '));

/**
 * The text as a person's name: at most 40 characters, capitalised if it was typed in lower case. Undefined if it cannot
 * be one.
 */
export function personName(text: string): string | undefined {
  const name = lettersOfName(text);
  return name === undefined || isSentence(name) ? undefined : capitalised(cut(name));
}

/** The same of a text that was given as a name twice, so that its words do not matter. */
export function personNameGivenTwice(text: string): string | undefined {
  const name = lettersOfName(text);
  const words = name?.split(' ').map(comparable) ?? [];
  const isStory = words.length > MOST_NAMES || words.filter((word) => OF_A_SENTENCE.has(word)).length > 1;
  return name === undefined || isStory ? undefined : capitalised(cut(name));
}

/** The text without punctuation, if it can be a name. */
function lettersOfName(text: string): string | undefined {
  if (text.includes('?')) return undefined;
  const name = normalize(withoutInvisibleMarks(text), 'NFC')
    .replace(PUNCTUATION, ' ')
    .replace(PICTURES, ' ')
    .replace(/\s+/g, ' ')
    .replace(ENDS, '');
  const spaced = withSpacesAfterInitials(name);
  return isName(spaced) && lettersIn(spaced) >= FEWEST_LETTERS ? spaced : undefined;
}

function lettersIn(name: string): number {
  return name.match(/\p{L}/gu)?.length ?? 0;
}

function isSentence(name: string): boolean {
  const typed = name.split(' ');
  const words = typed.map(comparable);
  const isInCapitals = name === name.toUpperCase();
  const isWritten = typed.every(isWrittenAsName);
  if (words.some((word) => OF_A_SENTENCE.has(word))) return true;
  if (isInCapitals ? words.length > MOST_IN_CAPITALS : words.length > MOST_NAMES) return true;
  if (!isWritten && typed.filter((word) => !PARTICLES.has(word)).length > MOST_UNWRITTEN) return true;
  if (!words.some((word) => NAMES_TOO.has(word))) return false;
  return words.length < 2 || !isWritten || isInCapitals || words.some((word) => NOBODYS_NAME.has(word));
}

function comparable(word: string): string {
  return word.toLowerCase().replace(/’/g, "'").replace(/\.$/, '');
}

/** `Wei`, `J.` or `van`. */
function isWrittenAsName(word: string): boolean {
  return /^\p{Lu}/u.test(word) || PARTICLES.has(word);
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
