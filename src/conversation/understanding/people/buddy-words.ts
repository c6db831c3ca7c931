import type { BuddyWords } from '#src/conversation/events.ts';
import { simplifyText, withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';
import { normalize } from '#src/platform/normalize.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { withoutFrame } from './buddy-frame.ts';
import { isRelationWord, readRelation } from './buddy-relations.ts';
import { hasNoNameWords } from './no-name-words.ts';
import { personName } from './person-name.ts';

const FEWEST_DIGITS = 5;
const NUMBER = /(?:whatsapp:|tel:)?\+?\(?\d[\d\s()./\u2010-\u2015-]*/gi;
/** So many polite words at either end may be taken away. */
const MOST_POLITE = 8;
/** Nobody answers in more words. */
const LONGEST = 320;

const NONE = new Set(wordsFor('buddy', 'none').map(phraseOf));
const OPEN = new Set([...wordsFor('buddy', 'open'), ...wordsFor('ask', 'unsure')].map(phraseOf));
/** Words around "nobody" and "later" that change nothing. */
const POLITE = new Set(
  (
    'please pls plz thanks thank you u tx thx sorry this time for now tonight today unfortunately hi hello hey ok okay ' +
    "i'm im i am i'll ill be we will going go walk walking patrol patrolling with it it's its is the ja yes " +
    'nie dankie asb asseblief jammer regret ek loop stap gaan sal vanaand ngiyabonga siyabonga enkosi uxolo nami ngizohamba ndiza ' +
    'kuhamba okwamanje'
  ).split(' '),
);

const INTRODUCTION =
  /^\s*(?:(?:my )?buddy(?: is| will be|:)?|with|and|it['’]?s|it is|i['’]m going with|my (?:wife|husband|friend|neighbour|neighbor|partner|brother|sister|son|daughter|cousin|colleague|mate|vrou|man|seun|dogter|maat|buurman|buurvrou|vriend|vriendin)(?: is)?,?|my (?:buddy|wife|husband|friend|neighbour|neighbor|partner|brother|sister|son|daughter|cousin)['’]?s name is|(?:dis|dit is) my (?:vrou|man|seun|dogter|maat|buurman|buurvrou|vriend|vriendin),?|name is|name:|(?:his|her|their|the) name is|(?:haar|sy|hulle|hul|die) naam is|igama (?:lakhe|lakhe ngu|lomngani wami))(?=[\s,:]|$)[\s,:]*/iu;
/** `his number is` before a number, without the separators after it. */
const CALLED_NUMBER =
  /(?:^|(?<![\s,:;-])[\s,:;-]+)(?:(?:his|her|the|their)\s)?(?:number|nr|no|cell|phone|tel|mobile)(?:\sis)?$/iu;
const SEPARATORS_AT_THE_END = /(?<![\s.:,;-])[\s.:,;-]+$/u;
const BETWEEN_NAMES = / ?[,&+/] ?| (?:and|or|en|of|plus|no|kunye) /iu;
/** "Me n dineo". Elsewhere "n" is the Afrikaans "a". */
const ME_AND = /^\s?(?:just )?(?:me|i|us) n (?=\p{L})/iu;
const MYSELF = new Set(['me', 'i', 'myself', 'ek', 'mina', 'mna', 'ndim', 'yimi', 'us']);

/**
 * The buddy in an answer: a name, a number in any usual spelling, both in any order, nobody, or nobody yet. Undefined if it
 * is none of these: a sentence never becomes a name.
 */
export function readBuddyWords(text: string, region: string): BuddyWords | undefined {
  const even = normalize(withoutInvisibleMarks(text), 'NFKC').replace(/\s+/g, ' ');
  if (even.length > LONGEST) return undefined;
  const bare = withoutIntroduction(even);
  const number = numberIn(bare);
  if (number) return withNumber(number, region);
  const said = [phraseOf(text), phraseOf(bare)].flatMap(listWithoutPolite);
  if (said.some((phrase) => NONE.has(phrase))) return { kind: 'none' };
  if (said.some((phrase) => OPEN.has(phrase))) return { kind: 'open' };
  const whose = readRelation(even);
  if (whose) return { kind: 'relation', whose };
  const names = namesIn(bare.replace(/\d+/g, ' '));
  if (names.length > 1) return { kind: 'several', names };
  return names[0] === undefined ? undefined : { kind: 'named', name: names[0] };
}

function withNumber(
  { typed, before, after, isSecond }: NumberInText,
  region: string,
): Exclude<BuddyWords, { kind: 'none' | 'relation' | 'open' }> | undefined {
  const [part = ''] = before.split(/[,;.]/);
  const name = nameIn(before) ?? nameIn(part) ?? nameIn(after);
  const names = isSecond ? [before, after].flatMap((part) => nameIn(part.replace(/\d+/g, ' ')) ?? []) : [];
  if (names.length > 1) return { kind: 'several', names };
  // "Sipho can't come, phone me on 083 555 0122" names no buddy
  if (name === undefined && isDenied(`${before} ${after}`)) return undefined;
  const phone = parseMobile(typed, region);
  if (!phone) return { kind: 'malformed', digits: typed.replace(/\D/g, '') };
  return { kind: 'named', name: name ?? '', phone };
}

const DENIAL = new Set("not can't cant cannot won't wont isn't isnt nie akezi akakwazi angikwazi andikwazi".split(' '));

function isDenied(words: string): boolean {
  return tokensOf(words).some((token) => DENIAL.has(token));
}

/** Each part between "and" or a comma must be a name by itself. */
function namesIn(typed: string): string[] {
  const text = typed.replace(ME_AND, '');
  const whole = nameIn(text);
  const parts = text
    .split(BETWEEN_NAMES)
    .filter((part) => withoutFrame(part) !== '' && !MYSELF.has(part.trim().toLowerCase()));
  const names = parts.flatMap((part) => nameIn(part) ?? []);
  if (names.length === parts.length && parts.length > 0) return [...new Set(names)];
  return whole === undefined ? [] : [whole];
}

function withoutIntroduction(text: string): string {
  const once = text.replace(INTRODUCTION, '');
  return once.replace(INTRODUCTION, '');
}

interface NumberInText {
  typed: string;
  before: string;
  after: string;
  /** Another number has as many digits as a phone number. */
  isSecond: boolean;
}

/** The part with the most digits. Fewer than five digits are not meant as a phone number. */
function numberIn(text: string): NumberInText | undefined {
  const all = [...text.matchAll(NUMBER)].sort((a, b) => digitsOf(b[0]) - digitsOf(a[0]));
  const [found, another] = all;
  if (!found || digitsOf(found[0]) < FEWEST_DIGITS) return undefined;
  const typed = found[0].trim();
  return {
    typed,
    before: text.slice(0, found.index).replace(SEPARATORS_AT_THE_END, '').replace(CALLED_NUMBER, ''),
    after: text.slice(found.index + found[0].length),
    isSecond: another !== undefined && digitsOf(another[0]) >= FEWEST_DIGITS,
  };
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** "Is it cold?" is a question, also without its mark. */
const QUESTION_FIRST = new Set('is are can could do does did what where when how why which who whose'.split(' '));

function nameIn(text: string): string | undefined {
  const [first = ''] = tokensOf(text.slice(0, 20));
  if (QUESTION_FIRST.has(first)) return undefined;
  const words = withoutFrame(withoutIntroduction(text));
  if (hasNoNameWords(words) || tokensOf(words).every((token) => isRelationWord(token) || !/\p{L}/u.test(token)))
    return undefined;
  return personName(words);
}

function phraseOf(text: string): string {
  return tokensOf(simplifyText(text))
    .filter((token) => /[\p{L}\p{N}]/u.test(token))
    .join(' ');
}

/** The phrase, and what is left of it without some of the polite words at its ends. */
function listWithoutPolite(phrase: string): string[] {
  const words = phrase.split(' ');
  const isOther = (word: string) => !POLITE.has(word);
  const first = Math.min(Math.max(words.findIndex(isOther), 0), MOST_POLITE);
  const last = Math.max(words.findLastIndex(isOther) + 1, words.length - MOST_POLITE);
  const phrases: string[] = [];
  for (let from = 0; from <= first; from += 1) {
    for (let to = words.length; to >= last; to -= 1) phrases.push(words.slice(from, to).join(' '));
  }
  return phrases;
}
