import { framesPattern } from '#src/privacy/erasure/words/name-patterns.ts';
import type { TextName } from './wrap-texts.ts';

/** Facts that name a person as our texts show them to others. */
const NAMES = ['name', 'booker', 'buddy', 'coordinator', 'reporter', 'companion', 'owner', 'namers'];

/** Erasure finds the person in these without looking at the words around the name. */
const FOUND_OTHERWISE: ReadonlySet<TextName> = new Set<TextName>([
  // to the person, whose messages are all erased
  ...(['renamed', 'nameOnCode'] as const),
  // notices about this person alone: their keys say so
  ...(['newcomer', 'cameBack', 'coordinatorUnseen', 'numberHandedOn', 'erasedFor'] as const),
  // the row says who wrote it
  'coordinatorWrites',
  // not a message
  'calendarShift',
  // its names stand in other texts, which are looked at one by one
  'myShift',
]);

/** Names in a text that erasure would not find in the outbox: nothing that `own-words.ts` knows stands around them. */
export function namesNotFound(text: TextName, facts: unknown, message: string): string[] {
  if (FOUND_OTHERWISE.has(text)) return [];
  return namesIn(facts).filter((name) => {
    const besideNumber = new RegExp(`${name} \\+?\\d[\\d ]+\\d`, 'gu');
    const ours = message.replace(/"[\s\S]*"/, '').replace(besideNumber, '');
    return ours.replace(framesPattern([name]) ?? '', '').includes(name);
  });
}

function namesIn(facts: unknown): string[] {
  if (typeof facts !== 'object' || facts === null) return [];
  return Object.entries(facts).flatMap(([key, value]) => {
    if (key === 'naming') return namesIn(value);
    const names = NAMES.includes(key) ? [value].flat() : [];
    return names.filter((name): name is string => typeof name === 'string' && /\p{Lu}/u.test(name));
  });
}
