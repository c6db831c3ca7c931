import { foldName } from './fold-name.ts';

/** In characters. A longer name would crowd out the rest of a text. */
export const LONGEST_NAME = 40;

/** How members see each other's names: "Sipho Mokoena" is "Sipho M". Coordinators see the whole name. */
export function shortName(name: string): string {
  const [first = name, ...rest] = name.trim().split(/\s+/);
  const initial = rest.at(-1)?.match(/\p{L}/u)?.[0];
  return initial ? `${first} ${initial.toUpperCase()}` : first;
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** Whether two names are the same. Case, accents, apostrophes, spaces and punctuation do not matter. */
export function isSameName(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(name: string): string {
  return (foldName(name).match(/\p{L}+/gu) ?? []).join(' ');
}
