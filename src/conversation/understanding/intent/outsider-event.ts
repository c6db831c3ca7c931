import type { Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { askPerson } from './intent-events.ts';
import type { IntentReading } from './read-intent.ts';

type EventType = VolunteerEvent['type'];

const SENTENCES: readonly EventType[] = [
  ...(['LIKELY_DANGER', 'JOIN', 'MENU', 'FORGET', 'EXPLAIN', 'FOR_PERSON', 'SIGHTING', 'THANKS'] as const),
];
/** What strangers (`nothing`), and people who wait or were taken off (`admission`), can say in a sentence. */
const HEARD: Partial<Record<Expects, ReadonlySet<EventType>>> = {
  nothing: new Set(SENTENCES),
  admission: new Set<EventType>([...SENTENCES, 'SHIFTS', 'MY', 'WHO', 'NAME']),
};
const ALWAYS: ReadonlySet<EventType> = new Set<EventType>(['LIKELY_DANGER']);
/** A stranger who says this wants to join. */
const WANTS_TO_JOIN: ReadonlySet<EventType> = new Set<EventType>(['BOOK', 'SHIFTS', 'NAME']);

/** Most first texts of strangers want to join, whatever their words are: "hello from the other side". */
const STRANGER_SURE = 0.9;
const DOUBTED: ReadonlySet<EventType> = new Set<EventType>(['EXPLAIN', 'THANKS']);

/** What a sentence does if its sender is not a member. Undefined: nothing, and the coordinators get the words. */
export function eventOfOutsider(
  { event, confidence }: IntentReading,
  text: string,
  expects: Expects,
): VolunteerEvent | undefined {
  const { type } = event;
  const isStranger = expects === 'nothing';
  if (isStranger && DOUBTED.has(type) && confidence < STRANGER_SURE) return undefined;
  if (isStranger && WANTS_TO_JOIN.has(type)) return { type: 'JOIN' };
  // strangers do not learn who is on patrol, and a name that we cannot find in the text is for a coordinator
  if (isStranger ? type === 'WHO' : expects === 'admission' && event.type === 'NAME' && event.name === '')
    return askPerson(text);
  // they get no texts of ours that could start again
  if (event.type === 'EXPLAIN' && event.about === 'start') return isStranger ? askPerson(text) : undefined;
  // nobody books before a coordinator has let them in
  if (event.type === 'BOOK' && expects === 'admission') return { type: 'SHIFTS' };
  if (!(HEARD[expects] ?? ALWAYS).has(type)) return undefined;
  // "how long must I wait?" is not late for anything
  return event.type === 'FOR_PERSON' && event.intent === 'late' ? { ...event, intent: 'person' } : event;
}
