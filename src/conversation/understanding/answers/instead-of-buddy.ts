import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { askPerson, eventOfIntent } from '#src/conversation/understanding/intent/intent-events.ts';
import { type IntentReading, readIntent } from '#src/conversation/understanding/intent/read-intent.ts';
import { classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { isNoAnswer } from './learned-buddy.ts';

const FEWEST_WORDS = 2;
/** It only asks who comes to the other shift, so less is enough than for a booking. */
const OTHER_SHIFT_FROM = 0.4;
/** "Show me the list again" sounds like a question for the menu. */
const LIST = /(?<!\p{L})(?:list|shifts|times|options|lys|skofte|tye|uhlu|uluhlu|amashifu|izikhathi|amaxesha)(?!\p{L})/u;
const QUESTION_FIRST =
  /^(?:(?:hi|hello|hey|sorry|and|but|so|please|pls|ok|good \p{L}+) ){0,2}(?:is|are|can|could|do|does|did|may|must|should|will|would|what|where|when|how|why|which|who|whose|wat|waar|wanneer|hoe|hoekom|watter|moet|kan|mag|kuyimpoqo|kunyanzelekile|kutheni|kungani|ngabe|ingabe|yini|ngubani|mandithini)(?!\p{L})/u;
/** A person answers questions. For these readings, our question about the buddy stays open. */
const ANSWERED_BY_A_PERSON: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...(['JOIN', 'DOUBTFUL', 'EXPLAIN', 'FOR_PERSON', 'BUDDY', 'DROP', 'NAME', 'MY', 'BOOK', 'IN', 'OUT'] as const),
]);

/**
 * We asked for a buddy, and the text names none: it wants the list, another shift, or to know something first. Undefined:
 * it may still be an answer.
 */
export function readInsteadOfBuddy(text: string, circumstances: Circumstances): IntentReading | undefined {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS || !isNoAnswer(text)) return undefined;
  const reading = readIntent(text, circumstances);
  if (reading?.event.type === 'LIKELY_DANGER') return reading;
  const typed = simplifyText(text);
  if (reading?.event.type === 'MENU') {
    const event: VolunteerEvent = LIST.test(typed) ? { type: 'SHIFTS' } : { type: 'MENU', isAboutQuestion: true };
    return { ...reading, event };
  }
  const [likeliest] = classifyIntent(text).ranking;
  const isQuestion = text.trimEnd().endsWith('?') || QUESTION_FIRST.test(typed);
  if (!isQuestion && likeliest?.meaning === 'book' && likeliest.probability >= OTHER_SHIFT_FROM) {
    const event = eventOfIntent('book', { text, isSure: false, isHarmless: false }, circumstances);
    if (event.type === 'BOOK' && event.choice) return { event, confidence: likeliest.probability };
  }
  // "two people stand at the gate, what now?" may be more than a question
  if (!isQuestion || namesPlaceOrWeapon(text) || (reading && !ANSWERED_BY_A_PERSON.has(reading.event.type)))
    return undefined;
  if (reading?.event.type === 'FOR_PERSON') return reading;
  return {
    event: askPerson(text),
    confidence: reading?.confidence ?? 0,
  };
}
