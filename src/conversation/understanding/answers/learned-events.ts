import type { Circumstances, ItemWords, TimeWords, VolunteerEvent } from '#src/conversation/events.ts';
import { eventOfIntent } from '#src/conversation/understanding/intent/intent-events.ts';
import { mayBeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { classifyAnswer, isLikeliest } from '#src/conversation/understanding/learned/classify.ts';
import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { readYesNoThanks } from '#src/conversation/understanding/yes-no-thanks.ts';
import { asksAboutSeverities } from './asks-about-severities.ts';
import { beginsWithYes } from './drop-answer.ts';
import { isExcuseDenied } from './excuse-words.ts';
import { findItemWords } from './item-words.ts';
import { readLearnedAnswer } from './learned-answer.ts';
import { eventOfItem } from './list-answer.ts';

/** A word or two is an answer. More is a reason, which is passed on. */
const MOST_WORDS_OF_AN_ANSWER = 2;
const SURE = 0.8;
const FEWEST_WORDS_OF_A_PICK = 4;
/** What comes after it may be the opposite of what came before. */
const TURNING_POINT =
  /(?<!\p{L})(?:until|till|til|but|except|then|tot|maar|behalwe|kodwa|kuze|kwaze|kwada|ngaphandle)(?!\p{L})/iu;
const SURE_PICK = 0.95;
const LIKELY_PICK = 0.55;
/** The shift that they have, in a word that no pick needs. */
const GIVES_UP =
  /(?<!\p{L})(?:drop|cancel|give up|swap|swop|my shift|my slot|kanselleer|los my|my skof|ishifti yami|ishift yam|khansela|cima)(?!\p{L})/iu;
const SURE_OF_DROP = 0.95;
const SURE_OF_KEEP = 0.9;
/** "Nobody will be there from our side" sounds like a yes to coming. */
const NOBODY_COMES = /(?<!\p{L})(?:nobody|no one|neither|none of us|niemand|akekho)(?!\p{L})/iu;
const SURE_OF_SHORT_KEEP = 0.75;
const SURE_OF_YES = 0.9;
const LIKELY_LATE = 0.6;
/** A number or a word for lateness, also inside a word of isiZulu or isiXhosa. "I'm coming now" has none. */
const SAYS_WHEN =
  /\d|(?<!\p{L})(?:late|later|min|mins|minutes?|hours?|half|quarter|after|soon|laat|later|uur|kwart|kwartier|eers|na)(?!\p{L})|phuz|kade|mizuz|hora|yure|xesha|khathi|emva/iu;
const DANGER_AT_A_LIST = 0.6;
/** Many reasons not to come are about illness. */
const DANGER_IN_A_REASON = 0.75;
const SURE_OF_A_WISH = 0.9;
const SURE_AGAINST_RULES = 0.96;

const LATE: ReadonlySet<Intent> = new Set<Intent>(['late']);
const THANKS: ReadonlySet<Intent> = new Set<Intent>(['thanks']);
const OWN_SHIFT: ReadonlySet<Intent> = new Set<Intent>(['drop', 'late']);
const ENDS: ReadonlySet<Intent> = new Set<Intent>(['stop', 'leave', 'forget']);
const NO_WORD_ON_THE_LIST: ReadonlySet<Intent> = new Set<Intent>(['wrong', 'stop', 'leave', 'forget']);
const GOES_HOME: ReadonlySet<Intent> = new Set<Intent>(['out']);
const MENU: ReadonlySet<Intent> = new Set<Intent>(['menu']);
const SOMEBODY_ELSE: ReadonlySet<Intent> = new Set<Intent>(['wrong']);
const SURE_OF_ELSE = 0.8;
const QUESTIONS: ReadonlySet<Intent> = new Set<Intent>([
  'person',
  'menu',
  'followup',
  'who',
  'my',
  'buddy',
  'language',
  'test',
]);
const SURE_OF_A_QUESTION = 0.6;

/** Whether they give the shift up. A sentence is the reason, which the others get. */
export function readLearnedDrop(text: string): VolunteerEvent | undefined {
  const learned = readLearnedAnswer('drop', text);
  if (learned?.meaning === 'unclear') {
    // it has an answer, or a person has one
    const isQuestion = /\?\s*$/.test(text);
    if (!isQuestion && mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
    return isQuestion || isLikeliest(text, QUESTIONS, SURE_OF_A_QUESTION)
      ? undefined
      : { type: 'UNCLEAR', words: text };
  }
  const isShort = wordsOf(text).length <= MOST_WORDS_OF_AN_ANSWER;
  // rules know most short answers, and "yes but not sure" may answer an ask
  if ((learned?.confidence ?? 0) < sureOfShort(learned?.meaning, text) && (isShort || readAskAnswer(text)))
    return undefined;
  if (isShort && saysYesAndNo(text)) return undefined;
  if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
  switch (learned?.meaning) {
    case 'yes': {
      // "I am not sick" gives nothing up
      if (isExcuseDenied(text)) return undefined;
      if (isShort) return { type: 'YES' };
      const ref = text.split(/[\s,.;:!?()]+/).flatMap((word) => readRef(word) ?? [])[0];
      return { type: 'REASON', words: text, ...(ref && { ref }) };
    }
    case 'keep':
      return NOBODY_COMES.test(text) || isLikeliest(text, ENDS, SURE_OF_ELSE) || isLikeliest(text, SOMEBODY_ELSE, SURE)
        ? undefined
        : keepOrLate(text);
    case undefined:
      return undefined;
  }
}

/** Keeping the shift harms nobody. "Ewe yicimeni" begins with a yes. */
function sureOfShort(meaning: string | undefined, text: string): number {
  if (meaning === 'keep') return SURE_OF_SHORT_KEEP;
  return beginsWithYes(text) ? SURE_OF_YES : SURE_OF_DROP;
}

function saysYesAndNo(text: string): boolean {
  const said = wordsOf(text).map((word) => readYesNoThanks(word));
  return said.includes('YES') && said.includes('NO');
}

/** "Still coming, but only at one" keeps the shift, and the others must know when. */
function keepOrLate(text: string): VolunteerEvent {
  const isLate = isLikeliest(text, LATE, LIKELY_LATE) && SAYS_WHEN.test(text);
  return isLate ? { type: 'FOR_PERSON', words: text, intent: 'late', isHarmless: false } : { type: 'BACK' };
}

/** "Did Sipho also cancel?" gives nothing up. */
export function mayGiveUp(text: string): boolean {
  return classifyAnswer('drop', text).ranking[0]?.meaning === 'yes';
}

/**
 * What the rules read, doubted or decided by the examples. "I'm waiting for the doctor" sounds like a reason and gives nothing up.
 * A no that the rules could take either way keeps the shift if the examples are sure of it: keeping it harms nobody.
 */
export function reviewDropAnswer(event: VolunteerEvent, text: string): VolunteerEvent | undefined {
  // "what does KEEP mean?" and "take me out of the watch completely"
  const isSentence = wordsOf(text).length > MOST_WORDS_OF_AN_ANSWER;
  if (isSentence && (isLikeliest(text, MENU, SURE) || isLikeliest(text, ENDS, SURE_OF_A_WISH))) return undefined;
  const learned = readLearnedAnswer('drop', text);
  const isKept = learned?.meaning === 'keep' && learned.confidence >= SURE_OF_KEEP && !beginsWithYes(text);
  if (event.type === 'BACK' || (event.type === 'TWOFOLD_NO' && isKept)) return keepOrLate(text);
  const later = event.type === 'TWOFOLD_NO' ? keepOrLate(text) : event;
  if (later.type === 'FOR_PERSON') return later;
  if (event.type !== 'REASON') return event;
  if (mayBeDanger(text, DANGER_IN_A_REASON)) return { type: 'LIKELY_DANGER', words: text };
  if (learned?.meaning === 'unclear' && learned.confidence >= SURE) return { type: 'UNCLEAR', words: text };
  const isDoubtful = classifyAnswer('drop', text).ranking[0]?.meaning === 'keep';
  return isDoubtful ? { type: 'TWOFOLD_NO', words: text } : event;
}

/**
 * Words of the rules, doubted by the examples: "ignore that, I pressed send by accident", "it was only the guard, nothing serious".
 * A number is never doubted.
 */
export function reviewSeverity(event: VolunteerEvent, text: string): VolunteerEvent | undefined {
  if (event.type !== 'SEVERITY' || event.words === '' || /\d/.test(text)) return event;
  if (asksAboutSeverities(text)) return undefined;
  const [likeliest] = classifyAnswer('severity', text).ranking;
  if (!likeliest || likeliest.probability < SURE_AGAINST_RULES || mayBeDanger(text)) return event;
  if (likeliest.meaning === 'back') return { type: 'BACK' };
  if (likeliest.meaning === 'quiet' && event.severity === 1) return { ...event, severity: 0 };
  return likeliest.meaning === 'other' ? undefined : event;
}

/** How serious it is, in words that no rule knows. The words are kept. */
export function readLearnedSeverity(text: string): VolunteerEvent | undefined {
  // a question says nothing about how serious it is
  if (/\?\s*$/.test(text)) return undefined;
  switch (readLearnedAnswer('severity', text)?.meaning) {
    case 'quiet':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      // "quiet until the window went" is not
      if (TURNING_POINT.test(text) || isLikeliest(text, GOES_HOME, SURE_OF_ELSE)) return { type: 'WORDS', words: text };
      return { type: 'SEVERITY', severity: 0, words: text };
    case 'suspicious':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      if (isLikeliest(text, GOES_HOME, SURE)) return { type: 'WORDS', words: text };
      return { type: 'SEVERITY', severity: 1, words: text };
    case 'incident':
      return { type: 'SEVERITY', severity: 2, words: text };
    case 'words':
      return { type: 'WORDS', words: text };
    case 'back':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      // "Skattie, moenie vergeet om die hoenders toe te maak nie"
      return isLikeliest(text, SOMEBODY_ELSE, SURE_OF_ELSE) ? { type: 'WORDS', words: text } : { type: 'BACK' };
    case undefined:
      return undefined;
  }
}

/** Which shift of the list they take, or that they want others or none. */
export function readLearnedList(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (!circumstances.isListFresh) return undefined;
  const learned = readLearnedAnswer('list', text) ?? likelyPick(text, circumstances);
  // "give up my Friday shift" is about no shift of the list, "off to Durban, so it will have to be the Sunday" is
  const isPick = learned?.meaning === 'pick' && learned.confidence >= SURE && GIVES_UP.test(text) === false;
  if (learned?.meaning !== 'none' && !isPick && isLikeliest(text, OWN_SHIFT, SURE_OF_A_WISH)) return undefined;
  // "never mind the shifts, somebody is at my door"
  if (learned && mayBeDanger(text, DANGER_AT_A_LIST)) return { type: 'LIKELY_DANGER', words: text };
  switch (learned?.meaning) {
    case 'more':
      return { type: 'MORE' };
    case 'none':
      // "thank you, dear" may come long after they have booked, and "don't send me any more messages" is about no shift
      if (isLikeliest(text, THANKS, SURE) || isLikeliest(text, NO_WORD_ON_THE_LIST, SURE_OF_A_WISH)) return undefined;
      return { type: 'EXPLAIN', about: 'noneSuits' };
    case 'pick':
      return readPick(text, learned.confidence, circumstances);
    case undefined:
      return undefined;
  }
}

/** What the examples only think likely counts if the words name a place or a time of the list. */
function likelyPick(text: string, circumstances: Circumstances) {
  const [likeliest] = classifyAnswer('list', text).ranking;
  if (likeliest?.meaning !== 'pick' || likeliest.probability < LIKELY_PICK || mayBeDanger(text)) return undefined;
  const item = findItemWords(text, circumstances)?.item;
  const isNamed = item?.place !== undefined || item?.begins !== undefined;
  return isNamed ? { meaning: 'pick' as const, confidence: likeliest.probability } : undefined;
}

function readPick(text: string, confidence: number, circumstances: Circumstances): VolunteerEvent | undefined {
  const item = findItemWords(text, circumstances)?.item;
  // "they broke the first gate, only the second one is between us"
  if (item && Object.keys(item).length === 0 && mayBeDanger(text)) return undefined;
  // rules know the short ones, and "two men" is none
  if (wordsOf(text).length < FEWEST_WORDS_OF_A_PICK)
    return item && confidence >= SURE_PICK ? eventOfItem(item) : undefined;
  const event = eventOfIntent('book', { text, isSure: false, isHarmless: false }, circumstances);
  const choice = event.type === 'BOOK' ? event.choice : undefined;
  if (!item) return choice ? event : undefined;
  return choice && 'when' in choice && isOneShift(choice.when, item) ? event : eventOfItem(item);
}

/** A day with a time is one shift, also if it is not on the list. */
function isOneShift(time: TimeWords, { place, begins, when }: ItemWords): boolean {
  if (time.kind !== 'exact' || place || !begins || !when) return false;
  return time.at >= when.from && time.at < when.to;
}
