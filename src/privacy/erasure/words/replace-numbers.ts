import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A number in every form that a text may contain. */
export interface SoughtNumber {
  /** The longest first. */
  forms: { digits: string; hasCountry: boolean }[];
  /** The digits without country code and leading zero. Part of every form. */
  core: string;
  /** Matches the address of a sender that is not a number. */
  literal: RegExp | undefined;
}

interface Span {
  from: number;
  to: number;
}

/** Groups of digits with only separators between them, such as `+27 (0)82-123-9876`. */
interface Run {
  digits: string;
  groups: Group[];
}

interface Group extends Span {
  /** The index of the group in the digits of its run. */
  offset: number;
}

const FEWEST_DIGITS_ALONE = 7;
const ONLY_SEPARATORS = /^[\s()./\u00a0\u2010-\u2015-]*$/;
const SEPARATOR = /[\s()./\u00a0\u2010-\u2015-]/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

export function soughtNumber(identity: string): SoughtNumber {
  const number = parsePhoneNumberFromString(identity);
  const core = number ? String(number.nationalNumber) : identity;
  const country = number ? String(number.countryCallingCode) : '';
  if (!/^\d+$/.test(core)) return { forms: [], core, literal: literalOf(identity) };
  // so few digits may also be a number plate or a house number, so they count only with the country code
  const isShort = core.length < FEWEST_DIGITS_ALONE;
  const prefixes = country ? [`00${country}`, country, ...(isShort ? [] : [''])] : [''];
  const forms = prefixes.flatMap((prefix) =>
    (country ? ['0', ''] : ['']).map((zero) => ({ digits: prefix + zero + core, hasCountry: prefix !== '' })),
  );
  return { forms: forms.sort((one, other) => other.digits.length - one.digits.length), core, literal: undefined };
}

/**
 * Replaces these numbers in a text. Scans the text once, group by group: a regular expression with optional separators between
 * all digits takes cubic time on a text of brackets.
 */
export function replaceNumbers(text: string, numbers: readonly SoughtNumber[], instead: string): string {
  const forms = numbers.flatMap((number) => number.forms);
  const spans = forms.length > 0 ? runsOf(text).flatMap((run) => spansIn(text, run, forms)) : [];
  let rest = '';
  let end = 0;
  for (const { from, to } of spans) {
    rest += text.slice(end, from) + instead;
    end = to;
  }
  rest += text.slice(end);
  return numbers.reduce((words, { literal }) => (literal ? words.replace(literal, () => instead) : words), rest);
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  let end = 0;
  for (const match of text.matchAll(/[0-9]+/g)) {
    const [digits] = match;
    const group = { from: match.index, to: match.index + digits.length };
    if (!run || !ONLY_SEPARATORS.test(text.slice(end, group.from))) {
      run = { digits: '', groups: [] };
      runs.push(run);
    }
    run.groups.push({ ...group, offset: run.digits.length });
    run.digits += digits;
    end = group.to;
  }
  return runs;
}

function spansIn(text: string, { digits, groups }: Run, forms: SoughtNumber['forms']): Span[] {
  const endAt = new Map(groups.map(({ offset, from, to }) => [offset + to - from, to]));
  const spans: Span[] = [];
  let end = 0;
  let previous = 0;
  for (const { offset, from, to } of groups) {
    const isFree = from >= end && !isLetterOrDigit(characterBefore(text, from));
    const form = isFree ? forms.find((each) => isAt(digits, offset, each.digits, endAt)) : undefined;
    const until = form && endAt.get(offset + form.digits.length);
    if (form && until !== undefined && !isLetterOrDigit(characterAt(text, until))) {
      spans.push({
        from: withBrackets(text, { from, to: until }, { after: previous, hasCountry: form.hasCountry }),
        to: until,
      });
      end = until;
    }
    previous = to;
  }
  return spans;
}

function isAt(digits: string, offset: number, form: string, endAt: ReadonlyMap<number, number>): boolean {
  return endAt.has(offset + form.length) && digits.startsWith(form, offset);
}

/**
 * The start of the number with its plus, as in `+ 27 82 …`, and with an opening bracket that closes inside the number, as in
 * `(082) 123 …`. A bracket around the whole number is not included.
 */
function withBrackets(text: string, { from, to }: Span, { after, hasCountry }: { after: number; hasCountry: boolean }) {
  let start = (hasCountry ? plusBefore(text, from, after) : undefined) ?? from;
  let open = unopenedIn(text.slice(start, to));
  for (; start > after; start -= 1) {
    const sign = text[start - 1];
    if (sign === '(' && open > 0) open -= 1;
    else if (sign !== '+') break;
  }
  return start < from && isLetterOrDigit(characterBefore(text, start)) ? start + 1 : start;
}

/** The number of closing brackets without an opening bracket. */
function unopenedIn(text: string): number {
  let open = 0;
  let unopened = 0;
  for (const sign of text) {
    if (sign === '(') open += 1;
    else if (sign === ')' && open > 0) open -= 1;
    else if (sign === ')') unopened += 1;
  }
  return unopened;
}

function plusBefore(text: string, from: number, after: number): number | undefined {
  let index = from - 1;
  while (index > after && SEPARATOR.test(text[index] ?? '')) index -= 1;
  return index >= after && text[index] === '+' ? index : undefined;
}

function characterBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  return text.slice(low >= 0xdc00 && low <= 0xdfff ? index - 2 : index - 1, index);
}

function characterAt(text: string, index: number): string {
  return index < text.length ? String.fromCodePoint(text.codePointAt(index) ?? 0) : '';
}

function isLetterOrDigit(character: string): boolean {
  return LETTER_OR_DIGIT.test(character);
}

function literalOf(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(words)}(?![\\p{L}\\p{N}])`, 'giu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
