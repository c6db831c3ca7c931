import type { OtherBuddy, WatchFacts } from '#src/texts/facts.ts';

/** Stands in every reply to a text that we could not read. */
export function danger(p: WatchFacts): string {
  return `In danger text SOS or phone ${p.emergency}.`;
}

export function buddyIn({ ref }: OtherBuddy, words: string, joint = ''): string {
  return ref ? `BUDDY ${ref}${joint} ${words}` : words;
}

export function meet(place: string): string {
  return place ? ` Meet: ${place}.` : '';
}

export function listOr(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A person who may have no name or no number. */
export function person({ name, phone }: { name: string; phone: string }): string {
  return [name, phone].filter(Boolean).join(' ');
}
