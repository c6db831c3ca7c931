import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { readName } from '#src/conversation/understanding/people/name-words.ts';
import { isCode, readCodeDigits, splitCaseNumber, splitRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { readSeverity } from '#src/conversation/understanding/severity-words.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { readBookWords } from './book-words.ts';
import type { CommandWord } from './command-words.ts';

type Read = (rest: string, circumstances: Circumstances) => VolunteerEvent | undefined;

/** How the words after a command are read. */
export interface Command {
  /** Takes only words that are surely a command, because it interrupts even a question with a free answer. */
  exact: Read;
  /** Takes all words after the command as data. Used after `exact`, and only where commands are expected. */
  loose?: Read;
}

export const COMMANDS: Record<CommandWord, Command> = {
  JOIN: { exact: alone({ type: 'JOIN' }), loose: atMost(3, () => ({ type: 'JOIN' })) },
  CODE: { exact: (rest) => (rest === '' ? { type: 'CODE' } : readCodeAfter(rest)) },
  NAME: { exact: alone({ type: 'NAME', name: '' }), loose: (rest) => ({ type: 'NAME', name: readName(rest) ?? '' }) },
  SHIFTS: { exact: withTime('SHIFTS'), loose: withUnread('SHIFTS', 3) },
  MORE: { exact: alone({ type: 'MORE' }) },
  BOOK: { exact: readExactBooking, loose: readBookWords },
  BUDDY: { exact: readExactBuddy, loose: readLooseBuddy },
  MY: { exact: (rest) => (/^(?:(?:shift|booking|patrol)s?)?$/i.test(rest) ? { type: 'MY' } : undefined) },
  DROP: {
    exact: (rest) => (rest === '' ? { type: 'DROP', words: '' } : withType('DROP', splitRef(rest))),
    loose: (rest) => ({ type: 'DROP', words: rest }),
  },
  IN: onlyRef('IN'),
  OUT: onlyRef('OUT'),
  REPORT: { exact: readExactReport, loose: (rest) => ({ type: 'REPORT', words: rest, ...readSeverity(rest) }) },
  SHOW: { exact: readShow },
  WHO: { exact: withTime('WHO'), loose: withUnread('WHO', 2) },
  FORGET: {
    exact: (rest) =>
      /^(?:(?:all )?(?:about )?me|my (?:data|number|details))?(?: please)?$/i.test(rest)
        ? { type: 'FORGET' }
        : undefined,
  },
  MENU: { exact: alone({ type: 'MENU' }) },
  BACK: { exact: alone({ type: 'BACK' }) },
  ADMIT: onlyRef('ADMIT'),
  REFUSE: onlyRef('REFUSE'),
  REMOVE: onlyRef('REMOVE'),
  ACK: { exact: (rest) => (rest === '' ? { type: 'ACK', words: '' } : withType('ACK', splitCaseNumber(rest))) },
};

function alone(event: VolunteerEvent): Read {
  return (rest) => (rest === '' ? event : undefined);
}

function atMost(words: number, read: Read): Read {
  return (rest, circumstances) => (wordsOf(rest).length <= words ? read(rest, circumstances) : undefined);
}

function withType<Type extends string, Found extends object>(type: Type, found: Found | undefined) {
  return found && { type, ...found };
}

function onlyRef(type: 'IN' | 'OUT' | 'ADMIT' | 'REFUSE' | 'REMOVE'): Command {
  return {
    exact: (rest) => {
      if (rest === '') return { type };
      const found = splitRef(rest);
      return found?.words === '' ? { type, ref: found.ref } : undefined;
    },
    loose: (rest) => {
      const ref = splitRef(rest.replace(/^(?:at|for|from)\s+/i, ''))?.ref;
      return ref ? { type, ref } : undefined;
    },
  };
}

function readCodeAfter(rest: string): VolunteerEvent | undefined {
  const digits = readCodeDigits(rest);
  return isCode(digits) ? { type: 'CODE_GIVEN', digits } : undefined;
}

function withTime(type: 'SHIFTS' | 'WHO'): Read {
  return (rest, { now, zone }) => {
    const reading = readTimeWords(withoutOnDuty(rest), now, zone);
    if (!reading) return { type };
    return 'when' in reading ? { type, when: reading.when } : undefined;
  };
}

/** "who is on tonight", "shifts open sat". */
function withoutOnDuty(rest: string): string {
  return rest.replace(/^(?:(?:is|are|s|open|available|on|out|patrolling|walking|duty|patrol|shift)(?:\s+|$))+/i, '');
}

/** A long text that happens to begin with the word is no command. "Who is this" and "who is my buddy" are none either. */
function withUnread(type: 'SHIFTS' | 'WHO', words: number): Read {
  return atMost(words, (rest) => {
    const isQuestion = /^(?:is|are|r|am|was|this|dis|that|u|you|cares|knows|my|our|'s)(?![\p{L}])/iu.test(rest);
    return isQuestion ? undefined : { type, unread: rest };
  });
}

function readExactBooking(rest: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (rest === '') return { type: 'BOOK' };
  const event = readBookWords(rest, circumstances);
  return event.choice ? event : undefined;
}

function readExactBuddy(rest: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (rest === '') return { type: 'BUDDY' };
  const found = splitRef(rest);
  return found && { type: 'BUDDY', ref: found.ref, ...readBuddyIn(found.words, circumstances) };
}

function readLooseBuddy(rest: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const found = readBuddyIn(rest, circumstances);
  return found && { type: 'BUDDY', ...found };
}

function readBuddyIn(words: string, { region }: Circumstances) {
  const buddy = readBuddyWords(words, region);
  return buddy && { buddy };
}

function readExactReport(rest: string): VolunteerEvent | undefined {
  if (rest === '') return { type: 'REPORT', words: '' };
  const found = readSeverity(rest);
  const isMarked = /^\W*[012]/.test(rest) || found?.words === '';
  return found && isMarked ? { type: 'REPORT', ...found } : undefined;
}

function readShow(rest: string): VolunteerEvent | undefined {
  if (rest === '') return { type: 'SHOW' };
  const found = splitCaseNumber(rest);
  if (!found) return undefined;
  const page = /^(?:page )?(\d{1,4})$/i.exec(found.words)?.[1];
  if (!page && found.words !== '') return undefined;
  return { type: 'SHOW', caseNumber: found.caseNumber, ...(page && { page: Number(page) }) };
}
