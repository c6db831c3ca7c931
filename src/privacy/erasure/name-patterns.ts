import { LRUCache } from 'lru-cache';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { OWN_WORDS } from '#src/texts/texts-for.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';

/** A person is looked for in many texts by the same few names, and to compile a pattern takes longer than to use it. */
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

/** In what way our own texts name somebody: whole, as other members see them, or by the first name. The longest first. */
export function renderedForms(names: readonly string[]): string[] {
  const forms = names.flatMap((name) => [name, shortName(name), firstName(name)]);
  return spellings(forms.filter((form) => /\p{L}/u.test(form)));
}

/** First name and surname together. A single word is never looked for: it may mean anything. */
export function isFullName(name: string): boolean {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return words.length >= 2;
}

/** These words as people type them: in any case, with or without accents, with any space between them. */
export function wordsPattern(names: readonly string[]): RegExp | undefined {
  const usable = names.filter((name) => LETTER_OR_DIGIT.test(name));
  if (usable.length === 0) return undefined;
  return patternOf(`${NO_LETTER_BEFORE}(?:${alternatives(usable)})${NO_LETTER_AFTER}`, 'giu');
}

const BEFORE_A_NAME = `(?:${OWN_WORDS.map(({ beforeName }) => beforeName).join('|')})`;
const AFTER_A_NAME = `(?:${OWN_WORDS.map(({ afterName }) => afterName).join('|')})`;
/** Where a sentence, or a part of one, begins. */
const BEGINS = String.raw`(?<=^|\n|[.:,] )`;

/** Where our own texts put one of these names. Elsewhere the same words may be a place, or what somebody typed. */
export function framesPattern(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined;
  const name = `(?:${alternatives(forms)})`;
  const framed = `(?<=${BEFORE_A_NAME})${name}${NO_LETTER_AFTER}`;
  return patternOf(`${framed}|${BEGINS}${name}(?=${AFTER_A_NAME})`, 'gu');
}

/** A name directly before the mark that stands for the person's number, as our own texts give both. Beside another number it is a namesake's. */
export function besideNumberPattern(forms: readonly string[], mark: string): RegExp | undefined {
  if (forms.length === 0) return undefined;
  return patternOf(`${NO_LETTER_BEFORE}(?:${alternatives(forms)}) ${mark}`, 'gu');
}

const INTRODUCES = `(?:this is|i am|i['’]m|im|it is|it['’]s|its|my name is|name is|name:) `;
const PRESENTS = '(?:here|speaking)';
const MAY_INTRODUCE = new RegExp(`${INTRODUCES}|${PRESENTS}`, 'iu');

/** Most texts introduce nobody, and a person can have had so many names that to look for them takes long. */
export function mayIntroduce(text: string): boolean {
  return MAY_INTRODUCE.test(text);
}

/** People who say who they are: "this is Thandi", "Thandi here". Only a name that ends there is one. */
export function introductionPattern(names: readonly string[]): RegExp | undefined {
  const forms = names.flatMap((name) => [name, firstName(name)]).filter((form) => /\p{L}/u.test(form));
  if (forms.length === 0) return undefined;
  const name = `(?:${alternatives(forms)})`;
  const says = `(?<=${NO_LETTER_BEFORE}${INTRODUCES})`;
  const ends = String.raw`(?=\s*(?:$|[,.;:!?\n]|${PRESENTS}(?![\p{L}])))`;
  return patternOf(`${says}${name}${ends}|^${name}(?= ${PRESENTS}(?![\\p{L}]))`, 'giu');
}

/** As it is, and as an SMS shows it: without accents. The longest first. */
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
