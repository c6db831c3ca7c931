import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { editDistance } from '#src/conversation/understanding/edit-distance.ts';
import { COMMAND_WORDS, COORDINATOR_COMMANDS, type CommandWord, findCommandWord } from './command-words.ts';
import { COMMANDS } from './commands.ts';
import { readPhrase } from './phrases.ts';

const COMMAND_AND_REST = /^[\s\p{P}\p{So}]*(?<word>\p{L}+(?:['’]s)?)(?:(?:[\s:;,.!?]+|(?=\d))(?<rest>[\s\S]*))?$/u;
const REPORT_FIRST = /^[\s\p{P}\p{So}]*report(?![\p{L}\p{N}'’_])[\s:;,.!?–—-]*([\s\S]*)$/iu;
const BEFORE_THE_REST = /^[\s:;,.!?–—-]+/;
const POLITE_OPENING =
  /^[\s\p{P}]*(?:(?:please|pls|plz|hi|hello|hey|can i|could i|may i|i want to|i'd like to|i would like to|i need to|let me)[\s,.!]+)+/iu;
const POLITE_CLOSING = /(?<![\s,])[\s,]+(?:please|pls|plz|thanks|thank you)[\s.!]*$/iu;

/** English words one letter away from ours, which mean themselves. */
const NO_TYPOS = new Set(
  'look took hook cook boot move mode core cone come coke same game fame lame shot slow snow shop how pack bank lack coin joint refuge mean'.split(
    ' ',
  ),
);
/** One wrong letter must not give up a shift, add to one or change a person unless a ref or number stands beside it. */
const NEEDS_REST: ReadonlySet<CommandWord> = new Set<CommandWord>([
  'DROP',
  'FORGET',
  'NAME',
  'CODE',
  'SHOW',
  'ADMIT',
  'REFUSE',
  'REMOVE',
]);
const SHORTEST_FORGIVEN = 4;

interface Split {
  word: string;
  rest: string;
}

/**
 * A command that leaves any place. Where `isFree` (a free answer is awaited) synonyms are words like any other, and so are
 * the coordinators' verbs from anyone else.
 */
export function readExactCommand(
  text: string,
  circumstances: Circumstances,
  isFree: boolean,
): VolunteerEvent | undefined {
  if (isFree) return readExactly(text, circumstances, true);
  return readExactly(text, circumstances, false) ?? readExactly(withoutPoliteWords(text), circumstances, false);
}

/** Where commands are expected: phrases, words after a verb as data, one wrong letter. */
export function readLooseCommand(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const bare = withoutPoliteWords(text);
  return readPhrase(text) ?? readPhrase(bare) ?? readLoosely(bare, circumstances) ?? readWithTypo(bare, circumstances);
}

/** REPORT as the first word, whatever follows it: no name and no answer begins so. */
export function readReportFirst(
  text: string,
  circumstances: Circumstances,
): Extract<VolunteerEvent, { type: 'REPORT' }> | undefined {
  // nearly no text has the word, and taking manners off takes longest
  if (!/report/i.test(text)) return undefined;
  const rest = REPORT_FIRST.exec(withoutPoliteWords(text))?.[1];
  if (rest === undefined) return undefined;
  const event = COMMANDS.REPORT.exact(rest, circumstances) ?? COMMANDS.REPORT.loose?.(rest, circumstances);
  return event?.type === 'REPORT' ? event : undefined;
}

/** Whether the text is a command of ours, wherever it was sent. */
export function isCommand(text: string, moment: Pick<Circumstances, 'now' | 'zone' | 'region'>): boolean {
  const circumstances = { ...moment, expects: 'nothing', isCoordinator: false } as const;
  return (readExactCommand(text, circumstances, false) ?? readLooseCommand(text, circumstances)) !== undefined;
}

function readExactly(text: string, circumstances: Circumstances, isFree: boolean): VolunteerEvent | undefined {
  if (/^\s*\?[\s?]*$/.test(text)) return { type: 'MENU' };
  const split = splitCommand(text);
  const verb = split && findCommandWord(split.word);
  if (!verb) return undefined;
  if (isFree && !interruptsFreeAnswer(verb, split.word, circumstances)) return undefined;
  return COMMANDS[verb].exact(split.rest, circumstances);
}

function interruptsFreeAnswer(verb: CommandWord, word: string, { isCoordinator }: Circumstances): boolean {
  if (COORDINATOR_COMMANDS.has(verb)) return isCoordinator;
  return verb === 'MENU' || word === verb.toLowerCase();
}

function readLoosely(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const split = splitCommand(text);
  const verb = split && findCommandWord(split.word);
  if (!verb || (verb === 'SHIFTS' && split.word === 'open')) return undefined;
  return COMMANDS[verb].loose?.(split.rest, circumstances);
}

function readWithTypo(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const split = splitCommand(text);
  if (!split || NO_TYPOS.has(split.word) || findCommandWord(split.word)) return undefined;
  const meant = (Object.keys(COMMAND_WORDS) as CommandWord[]).filter((verb) => isTypoOf(verb, split));
  const [event, ...others] = meant.flatMap((verb) => COMMANDS[verb].exact(split.rest, circumstances) ?? []);
  return others.length === 0 ? event : undefined;
}

function isTypoOf(verb: CommandWord, { word, rest }: Split): boolean {
  if (verb.length < SHORTEST_FORGIVEN || (rest === '' && NEEDS_REST.has(verb))) return false;
  // the distance takes as many steps as both lengths multiplied, and a word may fill the whole text
  return Math.abs(word.length - verb.length) <= 1 && editDistance(word, verb.toLowerCase()) === 1;
}

function splitCommand(text: string): Split | undefined {
  const { word, rest = '' } = COMMAND_AND_REST.exec(text)?.groups ?? {};
  return word ? { word: word.toLowerCase(), rest: rest.replace(BEFORE_THE_REST, '').trim() } : undefined;
}

function withoutPoliteWords(text: string): string {
  const bare = text.replace(POLITE_OPENING, '').replace(POLITE_CLOSING, '');
  return bare.trim() === '' ? text : bare;
}
