import { REF_DIGITS, REF_LETTERS } from '#src/platform/ids.ts';
import { simplifyText } from './simplify-text.ts';

const REF = new RegExp(`^[${REF_LETTERS}][${REF_DIGITS}]{1,5}$`);
const MISREAD_DIGITS = /^[A-Z]\d{1,5}$/;
const MISREAD_LETTERS = new RegExp(`^[${REF_LETTERS}][BGILOSZ]$`);
const SHORT_WORDS = new Set('AI AL AS DO EL HI MS NO PS TO XL YO'.split(' '));
const LIST_NUMBER = /^(?:(?:no|nr|number|num|option|item|choice)\.? ?)?#?(\d{1,5})$/;
const CASE_NUMBER = /^(?:case\s+)?#?(\d{1,9})(?![\p{L}\p{N}])[\s:;,.!-]*/iu;
const CODE = /^(?:(?:my|the|your) )?(?:(?:code|otp|pin) ?)?(?:is ?)?[:=]? ?(\d[\d\p{Pd} ]*)$/u;
const SIX_DIGITS = /(?<!\d[ -]?)(?:\d{6}|\d{3}[ -]\d{3})(?![ -]?\d)/g;

const NUMBER_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  first: 1,
  second: 2,
  third: 3,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
};

export function readRef(text: string): string | undefined {
  const word = simplifyText(text).toUpperCase();
  return REF.test(word) ? word : undefined;
}

/**
 * A ref as the first word, and the words after it, as typed. After a command, a misread ref (`K1`, `KI`) counts, too,
 * so that the reply can say that there is no such ref.
 */
export function splitRef(text: string): { ref: string; words: string } | undefined {
  const [, first = '', rest = ''] = /^\s*(\S+)([\s\S]*)$/.exec(text) ?? [];
  const words = rest.replace(/^[\s:;,.!\u2013\u2014-]+/, '').trim();
  const ref = readRef(first) ?? readMisreadRef(first, words === '');
  return ref ? { ref, words } : undefined;
}

/** In lower case it counts only alone: "drop as" may be the beginning of a sentence. */
function readMisreadRef(first: string, isAlone: boolean): string | undefined {
  const word = simplifyText(first).toUpperCase();
  if (MISREAD_DIGITS.test(word)) return word;
  const isTyped = isAlone || first.includes(word);
  return isTyped && MISREAD_LETTERS.test(word) && !SHORT_WORDS.has(word) ? word : undefined;
}

/** The whole text names an item of a list: `2`, `2.`, `#2`, `no 2`, `option 2`, `the second one`. */
export function readListNumber(text: string): number | undefined {
  // "100%" is a yes
  if (text.includes('%')) return undefined;
  const typed = simplifyText(text).replace(/ (?:please|pls)$/, '');
  const digits = LIST_NUMBER.exec(typed)?.[1];
  if (digits) return Number(digits);
  const word = typed.replace(/^the /, '').replace(/ one$/, '');
  return Object.hasOwn(NUMBER_WORDS, word) ? NUMBER_WORDS[word] : undefined;
}

/** A case number, and the words after it, as typed: `142 on my way`, `case #142`. */
export function splitCaseNumber(text: string): { caseNumber: number; words: string } | undefined {
  const match = CASE_NUMBER.exec(text.trim());
  if (!match) return undefined;
  return { caseNumber: Number(match[1]), words: text.trim().slice(match[0].length).trim() };
}

/** The digits of `482 913`, `code 482913` or `my code is 482-913`, of any count. */
export function readCodeDigits(text: string): string | undefined {
  return CODE.exec(simplifyText(text))?.[1]?.replace(/\D/g, '');
}

/** The only six-digit number among other words, such as in a copy of our own text. */
export function readCodeWithin(text: string): string | undefined {
  const [code, ...others] = text.match(SIX_DIGITS) ?? [];
  return others.length === 0 ? code?.replace(/\D/g, '') : undefined;
}

export function isCode(digits: string | undefined): digits is string {
  return digits?.length === 6;
}
