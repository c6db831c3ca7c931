import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { findBuddyWords } from '#src/conversation/understanding/intent/find-buddy-words.ts';
import { eventOfIntent } from '#src/conversation/understanding/intent/intent-events.ts';
import { mayBeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { isExcuseDenied } from './excuse-words.ts';
import { readLearnedAnswer } from './learned-answer.ts';
import { findListNumber } from './list-answer.ts';

/** A word or two is an answer. More is a reason, which is passed on. */
const MOST_WORDS_OF_AN_ANSWER = 2;
/** A name that rules have read is doubted only by a sure reading of a whole sentence. */
const SURE = 0.8;
const FEWEST_WORDS_OF_A_SENTENCE = 3;
const FEWEST_WORDS_OF_A_PICK = 4;
const DANGER_AGAINST_RULES = 0.85;

/** Who comes along. Rules find the name, and examples tell a name from "my wife", "later" and "nobody". */
export function readLearnedBuddy(text: string, { region }: Circumstances): VolunteerEvent | undefined {
  const read = readBuddyWords(text, region);
  const isSentence = wordsOf(text).length >= FEWEST_WORDS_OF_A_SENTENCE;
  if (read?.kind === 'named' && !isSentence) return { type: 'BUDDY_GIVEN', buddy: read };
  const learned = readLearnedAnswer('buddy', text);
  // who types a name in capitals means a name
  const isDoubted =
    read?.kind === 'named' &&
    !read.phone &&
    !text.includes(read.name) &&
    isSentence &&
    (learned?.confidence ?? 0) >= SURE;
  const hasNumber = read?.kind === 'malformed' || (read?.kind === 'named' && read.phone !== undefined);
  if (!hasNumber && mayBeDanger(text, read ? DANGER_AGAINST_RULES : undefined))
    return { type: 'LIKELY_DANGER', words: text };
  if (read && !isDoubted) return { type: 'BUDDY_GIVEN', buddy: read };
  switch (learned?.meaning) {
    case 'nobody':
      return { type: 'BUDDY_GIVEN', buddy: { kind: 'none' } };
    case 'later':
      return { type: 'BUDDY_GIVEN', buddy: { kind: 'open' } };
    case 'unnamed':
      return { type: 'BUDDY_GIVEN', buddy: { kind: 'relation', whose: 'their' } };
    case 'notcoming':
      return { type: 'BACK' };
    case 'named': {
      const buddy = read ?? findBuddyWords(`with ${text}`, region)?.buddy;
      return { type: 'BUDDY_GIVEN', buddy: buddy ?? { kind: 'relation', whose: 'their' } };
    }
    case undefined:
      return undefined;
  }
}

/** Whether they give the shift up. A sentence is the reason, which the others get. */
export function readLearnedDrop(text: string): VolunteerEvent | undefined {
  const meaning = readLearnedAnswer('drop', text)?.meaning;
  if (meaning === 'unclear') return { type: 'UNCLEAR', words: text };
  // rules know the short answers, and "yes but not sure" may answer an ask
  if (wordsOf(text).length <= MOST_WORDS_OF_AN_ANSWER || readAskAnswer(text)) return undefined;
  if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
  switch (meaning) {
    case 'yes': {
      // "I am not sick" gives nothing up
      if (isExcuseDenied(text)) return undefined;
      const ref = text.split(/[\s,.;:!?()]+/).flatMap((word) => readRef(word) ?? [])[0];
      return { type: 'REASON', words: text, ...(ref && { ref }) };
    }
    case 'keep':
      return { type: 'BACK' };
    case undefined:
      return undefined;
  }
}

/** How serious it is, in words that no rule knows. The words are kept. */
export function readLearnedSeverity(text: string): VolunteerEvent | undefined {
  // a question says nothing about how serious it is
  if (/\?\s*$/.test(text)) return undefined;
  switch (readLearnedAnswer('severity', text)?.meaning) {
    case 'quiet':
      if (mayBeDanger(text)) return { type: 'LIKELY_DANGER', words: text };
      return { type: 'SEVERITY', severity: 0, words: text };
    case 'suspicious':
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
  switch (readLearnedAnswer('list', text)?.meaning) {
    case 'more':
      return { type: 'MORE' };
    case 'none':
      // "thank you, dear" may come long after they have booked
      if (isThanks(text)) return undefined;
      return { type: 'EXPLAIN', about: 'noneSuits' };
    case 'pick':
      return readPick(text, circumstances);
    case undefined:
      return undefined;
  }
}

function isThanks(text: string): boolean {
  const [likeliest] = classifyIntent(text).ranking;
  return likeliest?.meaning === 'thanks' && likeliest.probability >= SURE;
}

function readPick(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  // rules know the short ones, and "two men" is none
  if (wordsOf(text).length < FEWEST_WORDS_OF_A_PICK) return undefined;
  const number = findListNumber(text);
  if (number !== undefined && !/\d[:h.]\d/.test(text)) return { type: 'NUMBER', number };
  const event = eventOfIntent('book', { text, isSure: true, isHarmless: false }, circumstances);
  return event.type === 'BOOK' && event.choice ? event : undefined;
}
