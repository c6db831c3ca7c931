import type { Circumstances, Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { isSighting } from '#src/conversation/understanding/answers/sighting-words.ts';
import { readPhrase } from '#src/conversation/understanding/commands/phrases.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { classifyAnswer, classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { asAside } from './read-aside.ts';
import { type IntentReading, readIntent } from './read-intent.ts';

type EventType = VolunteerEvent['type'];

/** What a sentence can do where nearly every text is more about a case. */
const COMMANDS_AT: Partial<Record<Expects, ReadonlySet<EventType>>> = {
  words: new Set<EventType>(['SHIFTS', 'MY', 'WHO', 'BOOK', 'DROP', 'IN', 'OUT', 'FOR_PERSON']),
  severity: new Set<EventType>(['WHO', 'MY', 'EXPLAIN', 'MENU', 'FOR_PERSON', 'SHIFTS', 'BOOK', 'DROP', 'OUT']),
};
/** They end the question for a severity. The report is filed or passed on then, so only what is no answer to it counts. */
const END_THE_QUESTION: ReadonlySet<EventType> = new Set<EventType>(['SHIFTS', 'BOOK', 'DROP', 'OUT']);
const NO_SEVERITY_FROM = 0.5;
/** "Please delete whatever you have about me", from somebody whose words go to the coordinators. */
const OF_OUTSIDERS: ReadonlySet<EventType> = new Set<EventType>(['FORGET']);
/** "Done" may be about anything. */
const FEWEST_WORDS = 3;
const SURE = 0.8;
/** A question about our question changes nothing, so less is enough. */
const SURE_OF_A_QUESTION = 0.5;
const SURE_TO_END = 0.9;
/** From here on, the words are not about the case at all. */
const CERTAIN = 0.95;
const DANGER_BELOW = 0.1;
/** They are answered, and our question for a severity stays open. */
const QUESTIONS_AT_SEVERITY: ReadonlySet<EventType> = new Set<EventType>(['MENU', 'FOR_PERSON']);
/** Whoever is with the sender of an alarm must read that they go home. */
const TELL_OF_THE_CASE: ReadonlySet<EventType> = new Set<EventType>(['IN', 'OUT']);

/**
 * A command in a sentence, from somebody whose texts are kept for a case: "I can't do Friday, drop my shift". Only a sure reading
 * without any hint of danger counts. All else stays a part of the case.
 */
export function readCommandAmongWords(text: string, circumstances: Circumstances): IntentReading | undefined {
  const types = circumstances.isMember === false ? OF_OUTSIDERS : COMMANDS_AT[circumstances.expects];
  if (!types || wordsOf(text).length < FEWEST_WORDS) return undefined;
  if (isSighting(text)) return undefined;
  const phrase = readPhrase(text);
  const reading = phrase ? { event: phrase, confidence: 1 } : readIntent(text, circumstances);
  if (!reading || !types.has(reading.event.type)) return undefined;
  const isQuestion = circumstances.expects === 'severity' && QUESTIONS_AT_SEVERITY.has(reading.event.type);
  if (reading.confidence < (isQuestion ? SURE_OF_A_QUESTION : SURE)) return undefined;
  // "can somebody phone me about it" waits for an answer, and other words about a case do not
  if (reading.event.type === 'FOR_PERSON' && !isQuestion && reading.event.intent !== 'person') return undefined;
  // "drop off at 12 Oak" says where they are going; who goes home is added to the case anyway
  if (!TELL_OF_THE_CASE.has(reading.event.type) && namesPlaceOrWeapon(text)) return undefined;
  if (classifyDanger(text).probability >= DANGER_BELOW) return undefined;
  return circumstances.expects === 'severity' ? atSeverity(text, reading) : reading;
}

function atSeverity(text: string, reading: IntentReading): IntentReading | undefined {
  const { type } = reading.event;
  if (type === 'MY' || type === 'WHO') return asAside(reading) ?? reading;
  const [likeliest] = classifyAnswer('severity', text).ranking;
  const isNoSeverity = likeliest?.meaning === 'other' && likeliest.probability >= NO_SEVERITY_FROM;
  if (!isNoSeverity || (END_THE_QUESTION.has(type) && reading.confidence < SURE_TO_END)) return undefined;
  if (type === 'MENU' || asksAboutNumbers(text)) return { ...reading, event: { type: 'EXPLAIN', about: 'severities' } };
  return reading;
}

const ABOUT_NUMBERS =
  /(?<!\p{L})(?:mean|means|meaning|difference|counts? as|numbers?|beteken|bedoel|verskil|nommers|syfers|incident|isho|usho|sho|kusho|umehluko|umahluko|thetha|lithetha|athetha|manani|zinombolo|amanani)(?!\p{L})/iu;

/** "What counts as an incident?" */
function asksAboutNumbers(text: string): boolean {
  return (
    ABOUT_NUMBERS.test(text) && /\?|(?<!\p{L})(?:what|wat|yini|ini|ntoni|explain|verduidelik)(?!\p{L})/iu.test(text)
  );
}

/** Whether the words of such a command belong to the case, too, because they may be about it. */
export function isForCaseToo({ event, confidence }: IntentReading): boolean {
  return confidence < CERTAIN || TELL_OF_THE_CASE.has(event.type);
}
