import { LRUCache } from 'lru-cache';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { OWN_WORDS } from '#src/texts/texts-for.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';

/** We look for the same few names in many texts, and compiling a pattern takes longer than using it. */
const MOST_KEPT = 500;
const compiled = new LRUCache<string, RegExp>({ max: MOST_KEPT });

function patternOf(source: string, flags: string): RegExp {
  const key = `${flags} ${source}`;
  const pattern = compiled.get(key) ?? new RegExp(source, flags);
  compiled.set(key, pattern);
  return pattern;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const NO_LETTER_BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const NO_LETTER_AFTER = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** How our own texts name people: full name, short name or first name. The longest first. */
export function renderedForms(names: readonly string[]): string[] {
  const forms = names.flatMap((name) => [name, shortName(name), firstName(name)]);
  return spellings(forms.filter((form) => /\p{L}/u.test(form)));
}

/** Has a first name and a surname. We never search for a single word, because it may mean anything. */
export function isFullName(name: string): boolean {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return words.length >= 2;
}

/** Matches these names as people type them: in any case, with or without accents, with any space between words. */
export function wordsPattern(names: readonly string[]): RegExp | undefined {
  const usable = names.filter((name) => LETTER_OR_DIGIT.test(name));
  if (usable.length === 0) return undefined;
  return patternOf(`${NO_LETTER_BEFORE}(?:${alternatives(usable)})${NO_LETTER_AFTER}`, 'giu');
}

const BEFORE_A_NAME = `(?:${OWN_WORDS.map(({ beforeName }) => beforeName).join('|')})`;
const AFTER_A_NAME = `(?:${OWN_WORDS.map(({ afterName }) => afterName).join('|')})`;
/** Where a sentence, or a part of one, begins. */
const BEGINS = String.raw`(?<=^|\n|[.:,] )`;

/** Matches these names where our own texts put a name. Elsewhere the same words may be a place or typed by somebody. */
export function framesPattern(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined;
  const name = `(?:${alternatives(forms)})`;
  const framed = `(?<=${BEFORE_A_NAME})${name}${NO_LETTER_AFTER}`;
  return patternOf(`${framed}|${BEGINS}${name}(?=${AFTER_A_NAME})`, 'gu');
}

/** Matches a name directly before the mark for the person's number. Before another number, it is the name of somebody else. */
export function besideNumberPattern(forms: readonly string[], mark: string): RegExp | undefined {
  if (forms.length === 0) return undefined;
  return patternOf(`${NO_LETTER_BEFORE}(?:${alternatives(forms)}) ${mark}`, 'gu');
}

const INTRODUCES = `(?:this is|i am|i['’]m|im|it is|it['’]s|its|my name is|name is|name:) `;
const PRESENTS = '(?:here|speaking)';
const MAY_INTRODUCE = new RegExp(`${INTRODUCES}|${PRESENTS}`, 'iu');

/** A quick check, because most texts introduce nobody and a search for many names takes long. */
export function mayIntroduce(text: string): boolean {
  return MAY_INTRODUCE.test(text);
}

/** Matches the name in "this is Thandi" and "Thandi here", if no other word follows that could belong to the name. */
export function introductionPattern(names: readonly string[]): RegExp | undefined {
  const forms = names.flatMap((name) => [name, firstName(name)]).filter((form) => /\p{L}/u.test(form));
  if (forms.length === 0) return undefined;
  const name = `(?:${alternatives(forms)})`;
  const says = `(?<=${NO_LETTER_BEFORE}${INTRODUCES})`;
  const ends = String.raw`(?=\s*(?:$|[,.;:!?\n]|${PRESENTS}(?![\p{L}])))`;
  return patternOf(`${says}${name}${ends}|^${name}(?= ${PRESENTS}(?![\\p{L}]))`, 'giu');
}

/** Each name as it is and without accents, as an SMS shows it. The longest first. */
export function spellings(names: readonly string[]): string[] {
  const folded = names.flatMap((name) => [name.normalize('NFD').replace(/\p{M}/gu, ''), foldForSms(name)]);
  return [...new Set([...names, ...folded])].sort((one, other) => other.length - one.length);
}

function alternatives(names: readonly string[]): string {
  return spellings(names)
    .map((name) => name.trim().split(/\s+/).map(escaped).join('\\s+'))
    .join('|');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
