import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { isSighting } from '#src/conversation/understanding/answers/sighting-words.ts';
import { readPhrase } from '#src/conversation/understanding/commands/phrases.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { type IntentReading, readIntent } from './read-intent.ts';

type EventType = VolunteerEvent['type'];

/** What a sentence of a member can do where nearly every text is more about a case. */
const OF_MEMBERS: ReadonlySet<EventType> = new Set<EventType>([
  ...(['SHIFTS', 'MY', 'WHO', 'BOOK', 'DROP', 'IN', 'OUT', 'FOR_PERSON'] as const),
]);
/** "Please delete whatever you have about me", from somebody whose words go to the coordinators. */
const OF_OUTSIDERS: ReadonlySet<EventType> = new Set<EventType>(['FORGET']);
const FEWEST_WORDS = 3;
const SURE = 0.8;
/** From here on, the words are not about the case at all. */
const CERTAIN = 0.95;
const DANGER_BELOW = 0.1;
/** Whoever is with the sender of an alarm must read that they go home. */
const TELL_OF_THE_CASE: ReadonlySet<EventType> = new Set<EventType>(['IN', 'OUT']);

/** Whether the text tells what somebody sees, or may be a cry, so that no reading of ours takes it away from the case. */
export function isMoreOfCase(text: string): boolean {
  return isSighting(text) || classifyDanger(text).probability >= DANGER_BELOW;
}

export function readPhraseOrIntent(text: string, circumstances: Circumstances): IntentReading | undefined {
  const phrase = readPhrase(text);
  return phrase ? { event: phrase, confidence: 1 } : readIntent(text, circumstances);
}

/** "Done" may be about anything. */
export function isLongEnough(text: string): boolean {
  return wordsOf(text).length >= FEWEST_WORDS;
}

/**
 * A command in a sentence, from somebody whose texts are kept for a case: "I can't do Friday, drop my shift". Only a sure reading
 * counts. All else stays a part of the case.
 */
export function readCommandAmongWords(text: string, circumstances: Circumstances): IntentReading | undefined {
  if (!isLongEnough(text) || isMoreOfCase(text)) return undefined;
  const reading = readPhraseOrIntent(text, circumstances);
  const types = circumstances.isMember === false ? OF_OUTSIDERS : OF_MEMBERS;
  if (!reading || !types.has(reading.event.type) || reading.confidence < SURE) return undefined;
  // "can somebody phone me about it" waits for an answer, and other words about a case do not
  if (reading.event.type === 'FOR_PERSON' && reading.event.intent !== 'person') return undefined;
  // "drop off at 12 Oak" says where they are going; who goes home is added to the case anyway
  return !TELL_OF_THE_CASE.has(reading.event.type) && namesPlaceOrWeapon(text) ? undefined : reading;
}

/** Whether the words of such a command belong to the case, too, because they may be about it. */
export function isForCaseToo({ event, confidence }: IntentReading): boolean {
  return confidence < CERTAIN || TELL_OF_THE_CASE.has(event.type);
}
