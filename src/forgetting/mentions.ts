import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { shortName } from '#src/volunteers/display-name.ts';

/** By what a person can be recognised in what others wrote or were told. */
export interface Person {
  /** E.164, or whatever else they texted from; earlier ones too. */
  identities: readonly string[];
  names: readonly string[];
}

/**
 * How one person is found in texts. `narrow`: their numbers in any spelling, the whole name, the name as other members see
 * it. `wide`: each word of the name too, which may be somebody else's.
 */
export interface Mentions {
  narrow: RegExp[];
  wide: RegExp[];
  /** In lower case, each is part of any text that mentions them. The digits of the number stand without what separates them. */
  needles: { words: string[]; digits: string[] };
}

const BETWEEN_DIGITS = String.raw`[\s().\/\u00a0\u2010-\u2015-]*`;
const SHORTEST_WORD = 3;
/** Parts of names that stand in every second text of ours: alone they say nothing of anybody. */
const OUR_WORDS = new Set(
  'jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun new volunteer van der den the'.split(
    ' ',
  ),
);

export function mentionsOf({ identities, names }: Person): Mentions {
  const numbers = identities.map(digitsOf);
  const whole = names.filter((name) => /\p{L}/u.test(name));
  const words = [...new Set(whole.flatMap((name) => name.split(/\s+/)))].filter(
    (word) => word.length >= SHORTEST_WORD && !OUR_WORDS.has(word.toLowerCase()),
  );
  const narrow = [
    ...numbers.map(({ country, national }) => numberPattern(country, national)),
    ...spellings(whole).map((name) => wordPattern(name, 'giu')),
    ...spellings(whole.map(shortName).filter((name) => name.includes(' '))).map((name) => wordPattern(name, 'gu')),
  ];
  // a whole name is there only where its words are
  const wordless = whole.filter((name) => !words.some((word) => name.includes(word)));
  const needles = { words: needlesOf([...words, ...wordless]), digits: numbers.map(({ national }) => national) };
  return { narrow, wide: [...narrow, ...spellings(words).map((word) => wordPattern(word, 'giu'))], needles };
}

export function withoutMentions(text: string, patterns: readonly RegExp[], nameless: string): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, nameless), text);
}

/** The same for JSON: only in its strings, never in the names of its members. */
export function jsonWithoutMentions(json: string, patterns: readonly RegExp[], nameless: string): string {
  return JSON.stringify(JSON.parse(json), (_, value) =>
    typeof value === 'string' ? withoutMentions(value, patterns, nameless) : value,
  );
}

function digitsOf(identity: string): { country: string; national: string } {
  const number = parsePhoneNumberFromString(identity);
  if (number) return { country: number.countryCallingCode, national: number.nationalNumber };
  return { country: '', national: identity };
}

/** `+27 82 123 4567`, `0027821234567`, `082-123-4567`, `27821234567`, `821234567`. */
function numberPattern(country: string, national: string): RegExp {
  const spaced = [...national].map(escaped).join(BETWEEN_DIGITS);
  const prefix = country ? `(?:(?:\\+|00)?${BETWEEN_DIGITS}${country}${BETWEEN_DIGITS})?(?:0${BETWEEN_DIGITS})?` : '';
  return new RegExp(`(?<![\\p{L}\\p{N}])[+(]*${prefix}${spaced}(?![\\p{L}\\p{N}])`, 'giu');
}

function wordPattern(words: string, flags: string): RegExp {
  const spaced = words.trim().split(/\s+/).map(escaped).join('\\s+');
  return new RegExp(`(?<![\\p{L}\\p{M}])${spaced}(?![\\p{L}\\p{M}])`, flags);
}

/** As it is, and as an SMS shows it: without accents. The longest first. */
function spellings(names: readonly string[]): string[] {
  const folded = names.map((name) => name.normalize('NFD').replace(/\p{M}/gu, ''));
  return [...new Set([...names, ...folded])].sort((one, other) => other.length - one.length);
}

/** SQLite folds the case of ASCII only: other letters are looked for as capitals, too. */
function needlesOf(names: readonly string[]): string[] {
  const folded = spellings(names);
  const capitals = folded.filter((name) => /\P{ASCII}/u.test(name)).map((name) => name.toUpperCase());
  return [...new Set([...folded.map((name) => name.toLowerCase()), ...capitals])];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
