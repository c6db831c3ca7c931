import type { Acquaintances } from '../facts/acquaintances.ts';
import type { NamePeriod } from '../facts/name-periods.ts';
import { introductionPattern, isFullName, mayIntroduce, renderedForms, wordsPattern } from './name-patterns.ts';
import { replaceNumbers, type SoughtNumber, soughtNumber } from './replace-numbers.ts';

/** Everything by which a text can mention a person who is being erased. */
export interface MentionedPerson {
  userId: number | undefined;
  numbers: SoughtNumber[];
  /** All names, proved or not. They count in our own texts, and where people say who they are. */
  names: readonly NamePeriod[];
  /** The names that count in the words of others. Empty if no number was ever proved. */
  proved: readonly NamePeriod[];
  writers: Acquaintances;
  nameless: string;
}

export interface PersonTraces {
  userId: number | undefined;
  identities: readonly string[];
  names: readonly NamePeriod[];
  proved: readonly NamePeriod[];
  writers: Acquaintances;
}

export function mentionedPersonOf({ identities, ...whom }: PersonTraces, nameless: string): MentionedPerson {
  return { ...whom, numbers: identities.map(soughtNumber), nameless };
}

export function withoutNumbers({ numbers, nameless }: MentionedPerson, text: string): string {
  return replaceNumbers(text, numbers, nameless);
}

/** Erases the person from words of somebody else: always the number, and the name if this writer knows the person. */
export function withoutPerson(who: MentionedPerson, text: string, by: { writer: number | null; at: number }): string {
  const pattern = wordsPattern(namesMeant(who, by));
  const bare = withoutNumbers(who, text);
  return pattern ? bare.replace(pattern, () => who.nameless) : bare;
}

/** Erases the person from their own words: the number, and the name where they say who they are. */
export function withoutIntroduction(who: MentionedPerson, text: string, at: number): string {
  const bare = withoutNumbers(who, text);
  const pattern = mayIntroduce(bare) ? introductionOf(namesAt(who.names, at)) : undefined;
  return pattern ? bare.replace(pattern, () => who.nameless) : bare;
}

/** How our own texts named this person at that time. They never name a stranger. */
export function renderedAt({ names, userId }: MentionedPerson, at: number): string[] {
  return userId === undefined ? [] : formsOf(namesAt(names, at));
}

/** How our texts may have named this person at any time. */
export function allForms({ names, userId }: MentionedPerson): string[] {
  return userId === undefined ? [] : renderedForms(names.map(({ name }) => name));
}

/** A field that has one of these values and nothing else means this person. */
export function wholeFieldsOf({ names }: MentionedPerson): ReadonlySet<string> {
  return wholeFields(names);
}

/** Every text that may mention the person by name contains one of these words, in any case. */
export function needlesFor({ proved, writers }: MentionedPerson): string[] {
  if (proved.length === 0) return [];
  const called = [...writers.values()].flatMap((calls) => [...calls]);
  return [...new Set([...proved.map(({ name }) => name).filter(isFullName), ...called])];
}

function namesMeant(
  { proved, writers }: MentionedPerson,
  { writer, at }: { writer: number | null; at: number },
): string[] {
  const calls = writer === null ? undefined : writers.get(writer);
  if (!calls || proved.length === 0) return [];
  return [...namesAt(proved, at).filter(isFullName), ...calls];
}

/** Many texts have the same names, so patterns are built once for each list of names. */
const introductionOf = once(introductionPattern);
const formsOf = once(renderedForms);
const wholeFields = once(
  (names: readonly NamePeriod[]) => new Set(renderedForms(names.map(({ name }) => name).filter(isFullName))),
);
const namesOf = once((_: readonly NamePeriod[]) => new Map<number, string[]>());

function namesAt(periods: readonly NamePeriod[], at: number): string[] {
  const known = namesOf(periods).get(at);
  if (known) return known;
  const then = periods.filter(({ since, until }) => since <= at && (until === undefined || at <= until));
  const names = [...new Set(then.map(({ name }) => name))];
  namesOf(periods).set(at, names);
  return names;
}

function once<Given extends object, Result>(work: (given: Given) => Result): (given: Given) => Result {
  const results = new WeakMap<Given, { result: Result }>();
  return (given) => {
    const known = results.get(given) ?? { result: work(given) };
    results.set(given, known);
    return known.result;
  };
}
