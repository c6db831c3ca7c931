import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { readListNumber } from '#src/conversation/understanding/refs-and-numbers.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { anyOf, wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';

export type BookEvent = Extract<VolunteerEvent, { type: 'BOOK' }>;

const BEFORE_THE_SHIFT = /^(?:(?:me|us|it|for|on|in|the|shift|shifts|please|a)\s+)+/i;
const WITH = /(?:^|[\s,;])(?:with|wth|w\/)(?=[\s:]|$)[\s:]*/i;
const NUMBER_THEN_BUDDY = /^#?(\d{1,2})[\s.,;:)-]+(\S[\s\S]*)$/;
/** `sun 2am none` */
const NOBODY_AT_THE_END = new RegExp(`(?<![\\s,;])[\\s,;]+(${anyOf(wordsFor('buddy', 'none'))})$`, 'i');
const TWO_SPELLINGS = /^#?(\d{1,2})[.)]\s+(\S[\s\S]*)$/;

/** The words after BOOK: which shift, by number or by time, and with whom. */
export function readBookWords(rest: string, circumstances: Circumstances): BookEvent {
  const split = WITH.exec(rest);
  if (!split) return readWithoutWith(rest, circumstances);
  const choice = readChoice(rest.slice(0, split.index), circumstances);
  return { ...choice, ...readBuddy(rest.slice(split.index + split[0].length), circumstances) };
}

/** `2 with joseph`, or the whole label of a list item. They need no command. */
export function readBareChoice(text: string, circumstances: Circumstances): BookEvent | undefined {
  // "the one with the dog" is no number, and no buddy
  if (/^\W*(?:the|that|this) one\b/i.test(text)) return undefined;
  const event = readBookWords(text, circumstances);
  if (event.choice && 'when' in event.choice && event.choice.when.kind === 'exact') return event;
  return event.choice && 'number' in event.choice && event.buddy && WITH.test(text) ? event : undefined;
}

function readWithoutWith(rest: string, circumstances: Circumstances): BookEvent {
  const whole = readChoice(rest, circumstances);
  if (!whole.unread) return whole;
  const nobody = NOBODY_AT_THE_END.exec(rest);
  const alone = nobody ? readChoice(rest.slice(0, nobody.index), circumstances) : undefined;
  if (alone?.choice) return { ...alone, ...readBuddy(nobody?.[1] ?? '', circumstances) };
  const [, number, words = ''] = NUMBER_THEN_BUDDY.exec(rest.replace(BEFORE_THE_SHIFT, '')) ?? [];
  const { buddy } = number ? readBuddy(words, circumstances) : {};
  return buddy ? { type: 'BOOK', choice: { number: Number(number) }, buddy } : whole;
}

function readChoice(words: string, { now, zone }: Circumstances): BookEvent {
  const bare = `${words.trim()} `.replace(BEFORE_THE_SHIFT, '').trim();
  if (bare === '') return { type: 'BOOK' };
  const number = readListNumber(bare.replace(/^(?:shift|number)\s+/i, ''));
  if (number !== undefined) return { type: 'BOOK', choice: { number } };
  // "1. Sat 28 Nov 00:00-02:00 (Fri night)" is a copied line of a list, perhaps of an old one: the time counts
  const reading = readTimeWords(TWO_SPELLINGS.exec(bare)?.[2] ?? bare, now, zone);
  if (!reading) return { type: 'BOOK' };
  return 'when' in reading ? { type: 'BOOK', choice: reading } : { type: 'BOOK', unread: bare };
}

function readBuddy(words: string, { region }: Circumstances): Pick<BookEvent, 'buddy'> {
  const buddy = readBuddyWords(words, region);
  return buddy ? { buddy } : {};
}
