import type { Circumstances, ItemWords, TimeWords, VolunteerEvent } from '#src/conversation/events.ts';
import { eventOfIntent } from '#src/conversation/understanding/intent/intent-events.ts';
import { mayBeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
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
const SURE_OF_DROP = 0.95;
const SURE_OF_KEEP = 0.9;

/** Whether they give the shift up. A sentence is the reason, which the others get. */
export function readLearnedDrop(text: string): VolunteerEvent | undefined {
  const learned = readLearnedAnswer('drop', text);
  // a person can answer it
  if (learned?.meaning === 'unclear' && /\?\s*$/.test(text)) return undefined;
  if (learned?.meaning === 'unclear')
    return mayBeDanger(text) ? { type: 'LIKELY_DANGER', words: text } : { type: 'UNCLEAR', words: text };
  const isShort = wordsOf(text).length <= MOST_WORDS_OF_AN_ANSWER;
  // rules know most short answers, and "yes but not sure" may answer an ask
  if ((learned?.confidence ?? 0) < SURE_OF_DROP && (isShort || readAskAnswer(text))) return undefined;
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
      return { type: 'BACK' };
    case undefined:
      return undefined;
  }
}

/**
 * What the rules read, doubted or decided by the examples. "I'm waiting for the doctor" sounds like a reason and gives nothing up.
 * A no that the rules could take either way keeps the shift if the examples are sure of it: keeping it harms nobody.
 */
export function reviewDropAnswer(event: VolunteerEvent, text: string): VolunteerEvent {
  const learned = readLearnedAnswer('drop', text);
  const isKept = learned?.meaning === 'keep' && learned.confidence >= SURE_OF_KEEP && !beginsWithYes(text);
  if (event.type === 'TWOFOLD_NO' && isKept) return { type: 'BACK' };
  if (event.type !== 'REASON') return event;
  if (learned?.meaning === 'unclear' && learned.confidence >= SURE) return { type: 'UNCLEAR', words: text };
  return learned?.meaning === 'keep' ? { type: 'TWOFOLD_NO', words: text } : event;
}

/** How serious it is, in words that no rule knows. The words are kept. */
export function readLearnedSeverity(text: string): VolunteerEvent | undefined {
  // a question says nothing about how serious it is
  if (/\?\s*$/.test(text)) return undefined;
  switch (readLearnedAnswer('severity', text)?.meaning) {
    case 'quiet':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      // "quiet until the window went" is not
      if (TURNING_POINT.test(text)) return { type: 'WORDS', words: text };
      return { type: 'SEVERITY', severity: 0, words: text };
    case 'suspicious':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      return { type: 'SEVERITY', severity: 1, words: text };
    case 'incident':
      return { type: 'SEVERITY', severity: 2, words: text };
    case 'words':
      return { type: 'WORDS', words: text };
    case 'back':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      return { type: 'BACK' };
    case undefined:
      return undefined;
  }
}

/** Which shift of the list they take, or that they want others or none. */
export function readLearnedList(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (!circumstances.isListFresh) return undefined;
  const learned = readLearnedAnswer('list', text);
  switch (learned?.meaning) {
    case 'more':
      return { type: 'MORE' };
    case 'none':
      // "thank you, dear" may come long after they have booked
      if (isThanks(text)) return undefined;
      return { type: 'EXPLAIN', about: 'noneSuits' };
    case 'pick':
      return readPick(text, learned.confidence, circumstances);
    case undefined:
      return undefined;
  }
}

function isThanks(text: string): boolean {
  const [likeliest] = classifyIntent(text).ranking;
  return likeliest?.meaning === 'thanks' && likeliest.probability >= SURE;
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
