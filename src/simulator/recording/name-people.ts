import type { RecordedPerson } from './recording.ts';

/** Whatever else a transcript may say about a person comes after one of these. */
const NOT_IN_A_NAME = /[^\p{L}\p{M}\p{N}'’.-]+/gu;
/** The lines of a transcript that begin with a name. */
const VERBS = /(?<= )(?:is|has|texts|writes|books|moves|takes|got|read|did)(?= |$)/giu;

/** The name of each person in the file, by identity. No two are the same, and none can be read as another line. */
export function namePeople(people: readonly RecordedPerson[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { identity, name = '' } of people) {
    const words = plainName(name);
    let unique = words;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${words} ${count}`;
    taken.add(unique.toLowerCase());
    names.set(identity, unique);
  }
  return names;
}

function plainName(name: string): string {
  const words = name.replace(NOT_IN_A_NAME, ' ').replace(VERBS, '').replace(/ +/g, ' ').trim();
  // a line that begins like this is a comment, a list or a setting
  return /^\p{L}/u.test(words) ? words : `Somebody ${words}`.trim();
}
