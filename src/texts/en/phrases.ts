import type { WatchFacts } from '#src/texts/facts.ts';

/** The number that works without airtime comes first. */
export function emergencyNumbers({ emergency, emergencyFree }: WatchFacts): string {
  return emergencyFree === emergency ? emergency : `${emergencyFree} (free) or ${emergency}`;
}

/** Stands in every reply to a text that we could not read. */
export function danger(p: WatchFacts): string {
  return `In danger text SOS or phone ${emergencyNumbers(p)}.`;
}

export function meet(place: string): string {
  return place ? ` Meet: ${place}.` : '';
}

/** A person who may have no name or no number. */
export function person({ name, phone }: { name: string; phone: string }): string {
  return [name, phone].filter(Boolean).join(' ');
}

export function coordinators(count: number): string {
  return count === 1 ? '1 coordinator' : `${count} coordinators`;
}

export function listOr(words: readonly string[]): string {
  return list(words, 'or');
}

export function listAnd(words: readonly string[]): string {
  return list(words, 'and');
}

function list(words: readonly string[], joint: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
