import type { Acquaintances } from './acquaintances.ts';
import { introductionPattern, isFullName, mayIntroduce, renderedForms, wordsPattern } from './name-patterns.ts';
import type { NamePeriod } from './name-periods.ts';
import { replaceNumbers, type SoughtNumber, soughtNumber } from './replace-numbers.ts';

/** Everything by which one forgotten person can be recognised. */
export interface MentionedPerson {
  userId: number | undefined;
  numbers: SoughtNumber[];
  /** What they were called, proved or not: it counts in our own records, and where they say who they are. */
  names: readonly NamePeriod[];
  /** What counts in the words of others. Empty as long as nothing was ever proved. */
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

/** What somebody else wrote at that time: the number always; a name only where this writer can have meant this person. */
export function withoutPerson(who: MentionedPerson, text: string, by: { writer: number | null; at: number }): string {
  const pattern = wordsPattern(namesMeant(who, by));
  const bare = withoutNumbers(who, text);
  return pattern ? bare.replace(pattern, () => who.nameless) : bare;
}

/** In their own words: the number, and the name where they say who they are. All else may be what they saw. */
export function withoutIntroduction(who: MentionedPerson, text: string, at: number): string {
  const bare = withoutNumbers(who, text);
  const pattern = mayIntroduce(bare) ? introductionOf(namesAt(who.names, at)) : undefined;
  return pattern ? bare.replace(pattern, () => who.nameless) : bare;
}

/** How our own texts of that time named this person. They name nobody who is not a member. */
export function renderedAt({ names, userId }: MentionedPerson, at: number): string[] {
  return userId === undefined ? [] : formsOf(namesAt(names, at));
}

/** In lower case, one of these is part of every text of these writers that is to be looked at more closely. */
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

/** Many texts are of the same moment or have the same names: all that follows from a list of names is worked out once. */
const introductionOf = once(introductionPattern);
const formsOf = once(renderedForms);
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
