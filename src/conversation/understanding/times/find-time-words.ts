import type { TimeWords } from '#src/conversation/events.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { ACCEPTED_WORDS } from '#src/conversation/understanding/words/accepted-words.ts';
import { readTimeWords } from './time-words.ts';

/** "sun the 29th nov 2am" */
const MOST_WORDS = 5;
/** A longer text is a story. */
const LONGEST = 400;
/** Reading a date takes a while, so a long text is not searched to its end. */
const MOST_TRIES = 30;

const BEGINNINGS = new Set([
  ...ACCEPTED_WORDS.filter(({ place }) => place === 'time').flatMap(({ word }) => word.split(' ')[0] ?? ''),
  ...['this', 'next', 'the', 'weekend'],
  ...'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july'.split(' '),
  ...'august september october november december'.split(' '),
]);

export interface FoundTime {
  when: TimeWords;
  /** The words of the time, as typed. */
  words: string;
}

/** The first time among other words: "can I do *sunday 2am* with Sipho". The longest reading counts. */
export function findTimeWords(text: string, now: Date, zone: string): FoundTime | undefined {
  const typed = text.slice(0, LONGEST).split(/\s+/).filter(Boolean);
  let tries = 0;
  for (const [from, word] of typed.entries()) {
    if (!mayBegin(word)) continue;
    for (let length = Math.min(MOST_WORDS, typed.length - from); length > 0; length -= 1) {
      tries += 1;
      if (tries > MOST_TRIES) return undefined;
      const words = typed.slice(from, from + length).join(' ');
      // a number alone is an item of a list or a part of an address
      if (/^\W*\d+\W*$/.test(words)) continue;
      const reading = readTimeWords(words.replace(/[.,;:]$/, ''), now, zone);
      if (reading && 'when' in reading) return { when: reading.when, words };
    }
  }
  return undefined;
}

function mayBegin(word: string): boolean {
  const typed = simplifyText(word).replace(/'s$/, '');
  return /\d/.test(word) || BEGINNINGS.has(typed) || BEGINNINGS.has(typed.replace(/(?:aand|nag)$/, ''));
}
