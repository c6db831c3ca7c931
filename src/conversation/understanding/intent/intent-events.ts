import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { readName } from '#src/conversation/understanding/people/name-words.ts';
import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { findTimeWords } from '#src/conversation/understanding/times/find-time-words.ts';
import type { PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';
import { findBuddyWords } from './find-buddy-words.ts';

const MOST_WORDS_OF_NOISE = 3;

/** A sentence that was read as an intent. */
export interface ReadSentence {
  text: string;
  /** The person was asked whether this is meant, and said yes. Or it is so sure that we need not ask. */
  isSure: boolean;
  isHarmless: boolean;
}

/** The event for an intent, with the values that the sentence has: a day, a time, a ref, a name, a number. */
export function eventOfIntent(intent: Intent, sentence: ReadSentence, circumstances: Circumstances): VolunteerEvent {
  const { text, isSure, isHarmless } = sentence;
  switch (intent) {
    case 'shifts':
      return { type: 'SHIFTS', ...timeIn(text, circumstances) };
    case 'who':
      return { type: 'WHO', ...timeIn(text, circumstances) };
    case 'my':
      return { type: 'MY' };
    case 'menu':
      return { type: 'MENU' };
    case 'thanks':
      return { type: 'THANKS' };
    case 'join':
      return { type: 'JOIN' };
    case 'book':
      return bookingIn(text, isSure, circumstances);
    case 'buddy':
      return { type: 'BUDDY', ...refIn(text), ...(isSure && findBuddyWords(text, circumstances.region)) };
    case 'drop':
      return { type: 'DROP', ...refIn(text), words: text, isSentence: true };
    case 'in':
    case 'out':
      return { type: intent === 'in' ? 'IN' : 'OUT', ...refIn(text), sentence: isSure ? 'sure' : 'unsure' };
    case 'name':
      if (THEIR_NAME.test(text)) return theirNameIn(text, circumstances);
      return { type: 'NAME', name: isSure ? newNameIn(text) : '' };
    case 'forget':
      return { type: 'FORGET' };
    case 'quiet':
      // "false alarm" may be about an alarm that coordinators are busy with
      if (/alarm/i.test(text)) return { type: 'FOR_PERSON', words: text, intent: 'person', isHarmless };
      return { type: 'REPORT', severity: 0, words: text };
    case 'report':
      return { type: 'SIGHTING', words: text };
    case 'danger':
      return { type: 'LIKELY_DANGER', words: text };
    case 'stop':
    case 'start':
    case 'leave':
    case 'language':
    case 'test':
      return { type: 'EXPLAIN', about: intent };
    case 'wrong':
      // "hmm" is nothing that a person could answer
      if (wordsOf(text).length <= MOST_WORDS_OF_NOISE) return { type: 'UNCLEAR', words: text };
      return { type: 'FOR_PERSON', words: text, intent, isHarmless };
    default:
      return { type: 'FOR_PERSON', words: text, intent: intent as PersonIntent, isHarmless };
  }
}

/** A question that only a person can answer, whatever else the examples see in it. */
export function askPerson(words: string): VolunteerEvent {
  return { type: 'FOR_PERSON', words, intent: 'person', isHarmless: false };
}

function timeIn(text: string, { now, zone }: Circumstances) {
  const found = findTimeWords(text, now, zone);
  return found && { when: found.when };
}

const EARLY = /(?<!\p{L})(?:early|earlier|earliest|first|vroeg|vroeër|eerste)(?!\p{L})/iu;
const LATE = /(?<!\p{L})(?:late|later|latest|last|laat|laaste)(?!\p{L})/iu;

function bookingIn(text: string, isSure: boolean, { now, zone, region }: Circumstances): VolunteerEvent {
  const time = findTimeWords(text, now, zone);
  const buddy = findBuddyWords(time ? text.replace(time.words, ' , ') : text, region);
  // without a shift, a buddy would be booked for whichever shift comes next
  if (!time) return { type: 'BOOK' };
  const isRange = time.when.kind === 'range';
  const pick = isRange && EARLY.test(text) ? 'first' : isRange && LATE.test(text) ? 'last' : undefined;
  return { type: 'BOOK', choice: { when: time.when, ...(pick && { pick }) }, ...(isSure && buddy) };
}

/** The only ref of the text. */
function refIn(text: string): { ref?: string } {
  const refs = new Set(text.split(/[\s,.;:!?()]+/).flatMap((word) => readRef(word) ?? []));
  const [only, another] = refs;
  return only !== undefined && another === undefined ? { ref: only } : {};
}

/** "Her name is Marie" is about the buddy, and never changes the name of the sender. */
const THEIR_NAME =
  /(?<!\p{L})(?:(?:her|his|their|haar|sy|hul|hulle)(?: full| real)? (?:name|naam)|(?:wife|husband|neighbou?r|friend|buddy|partner|brother|sister|son|daughter|cousin)['’]?s name|igama (?:lakhe|lomngani))(?!\p{L})/iu;

function theirNameIn(text: string, { region }: Circumstances): VolunteerEvent {
  const buddy = readBuddyWords(text, region);
  return { type: 'BUDDY', ...(buddy?.kind === 'named' && { buddy }) };
}

const BEFORE_A_NAME =
  /(?<!\p{L})(?:igama lami? ngu ?|(?:name(?:'s| is| as| to)?(?: should be| must be)?|called|call me|(?:my )?naam(?: is)?|igama lami?)[\s:]+)/giu;
/** Anything may come after these, so a name must be typed as one. */
const BEFORE_A_CAPITAL =
  /(?<!\p{L})(?:[Ii]t(?:['’]?s| is)|[Ii]['’]?m|[Ii] am|[Dd]is|(?:[Nn]gi|[Nn]di)(?:ng|w)u)[\s:]*(?=\p{Lu})/gu;

/** Who writes more tells a story. */
const LONGEST_WITH_A_NAME = 200;

function newNameIn(typed: string): string {
  const text = typed.slice(0, LONGEST_WITH_A_NAME);
  for (const found of [...text.matchAll(BEFORE_A_NAME), ...text.matchAll(BEFORE_A_CAPITAL)]) {
    const [words = ''] = text
      .slice(found.index + found[0].length)
      .split(/[,.;!?\n]|(?<!\p{L})(?:not|and|nie|with|hayi|hhayi)(?!\p{L})/iu);
    const name = readName(words.trim());
    if (name) return name;
  }
  return '';
}
