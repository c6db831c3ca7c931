import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { asksAboutSeverities } from '#src/conversation/understanding/answers/asks-about-severities.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { classifyAnswer } from '#src/conversation/understanding/learned/classify.ts';
import { asAside } from './read-aside.ts';
import { isLongEnough, isMoreOfCase, readPhraseOrIntent } from './read-command-among-words.ts';
import type { IntentReading } from './read-intent.ts';

type EventType = VolunteerEvent['type'];

/** How sure a reading must be. Our question stays open beside it. */
const ANSWERED_FROM: Partial<Record<EventType, number>> = {
  ...{ MENU: 0.7, FOR_PERSON: 0.5, WHO: 0.8, MY: 0.8, EXPLAIN: 0.8, THANKS: 0.9 },
};
/** They end the question. The report is filed or passed on then. */
const ENDS_FROM: Partial<Record<EventType, number>> = { SHIFTS: 0.9, BOOK: 0.9, DROP: 0.9, OUT: 0.9 };
/** "Our two hours are up, we are signing off" may look like an answer. */
const SURELY_OUT = 0.97;
const NO_SEVERITY_FROM = 0.5;
const SURELY_NO_SEVERITY = 0.9;

/**
 * We asked how serious it is, and the text says something else: a question, thanks, a command. Undefined: it is more about what they
 * saw.
 */
export function readBesideSeverity(text: string, circumstances: Circumstances): IntentReading | undefined {
  if (isMoreOfCase(text)) return undefined;
  const reading = readPhraseOrIntent(text, circumstances);
  const [likeliest] = classifyAnswer('severity', text).ranking;
  const noSeverity = likeliest?.meaning === 'other' ? likeliest.probability : 0;
  if (reading?.event.type === 'OUT' && reading.confidence >= SURELY_OUT && isLongEnough(text)) return reading;
  if (noSeverity < NO_SEVERITY_FROM) return undefined;
  if (asksAboutSeverities(text)) return explained(noSeverity);
  const isSurelyNone = noSeverity >= SURELY_NO_SEVERITY;
  // noise looks like a text for somebody else, and may be a report that was typed in a hurry
  const isNoise = reading?.event.type === 'FOR_PERSON' && reading.event.intent === 'wrong' && !isSurelyNone;
  const answered = reading && !isNoise && answer(text, reading);
  if (answered) return answered;
  if (!isSurelyNone || !/\?\s*$/.test(text)) return undefined;
  return forPerson(text, { event: { type: 'UNCLEAR', words: text }, confidence: noSeverity });
}

function answer(text: string, reading: IntentReading): IntentReading | undefined {
  const { event, confidence } = reading;
  if (confidence >= (ANSWERED_FROM[event.type] ?? Number.POSITIVE_INFINITY)) {
    // "who is that at the gate?" may be about what they see, and the coordinators get what only they can answer at once
    if (event.type === 'FOR_PERSON' || namesPlaceOrWeapon(text)) return forPerson(text, reading);
    return event.type === 'MENU' ? explained(confidence) : (asAside(reading) ?? reading);
  }
  if (confidence < (ENDS_FROM[event.type] ?? Number.POSITIVE_INFINITY) || !isLongEnough(text)) return undefined;
  // "drop off at 12 Oak" says where they are going
  return event.type !== 'OUT' && namesPlaceOrWeapon(text) ? undefined : reading;
}

function forPerson(text: string, { event, confidence }: IntentReading): IntentReading {
  const intent = event.type === 'FOR_PERSON' ? event.intent : 'person';
  return { event: { type: 'FOR_PERSON', words: text, intent, isHarmless: false }, confidence };
}

function explained(confidence: number): IntentReading {
  return { event: { type: 'EXPLAIN', about: 'severities' }, confidence };
}
