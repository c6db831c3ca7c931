import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { editDistance } from '#src/conversation/understanding/edit-distance.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { COMMAND_WORDS, COORDINATOR_COMMANDS, type CommandWord, findCommandWord } from './command-words.ts';
import { COMMANDS } from './commands.ts';
import { readPhrase } from './phrases.ts';

const COMMAND_AND_REST = /^[\s\p{P}\p{So}]*(?<word>\p{L}+(?:['’]s)?)(?:(?:[\s:;,.!?]+|(?=\d))(?<rest>[\s\S]*))?$/u;
const REPORT_FIRST =
  /^[\s\p{P}\p{So}]*(?:report|rapporteer|raporteer|verslag)(?![\p{L}\p{N}'’_])[\s:;,.!?–—-]*([\s\S]*)$/iu;
const BEFORE_THE_REST = /^[\s:;,.!?–—-]+/;
const POLITE_OPENING =
  /^[\s\p{P}]*(?:(?:please|pls|plz|hi|hello|hey|can i|could i|may i|i want to|i'd like to|i would like to|i need to|let me)[\s,.!]+)+/iu;
const POLITE_CLOSING = /(?<![\s,])[\s,]+(?:please|pls|plz|thanks|thank you)[\s.!]*$/iu;

/** Words that are one letter away from a command and are not typos of it. */
const NO_TYPOS = new Set([
  ...'look took hook cook boot mode core cone come coke same game fame lame shot slow snow shop how pack bank'.split(
    ' ',
  ),
  ...'lack coin joint refuge mean'.split(' '),
  ...wordsFor('reserved', 'command', 'answer'),
]);
/** A typo of these counts only with a ref, a number or other words after it, because they change shifts or people. */
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
 * A command that interrupts any question. If we wait for a free answer (`isFree`), synonyms do not count, and
 * coordinators' commands count only from coordinators.
 */
export function readExactCommand(
  text: string,
  circumstances: Circumstances,
  isFree: boolean,
): VolunteerEvent | undefined {
  if (isFree) return readExactly(text, circumstances, true);
  return readExactly(text, circumstances, false) ?? readExactly(withoutPoliteWords(text), circumstances, false);
}

/** Where commands are expected: phrases, commands with free words after them, and commands with one wrong letter. */
export function readLooseCommand(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const bare = withoutPoliteWords(text);
  return readPhrase(text) ?? readPhrase(bare) ?? readLoosely(bare, circumstances) ?? readWithTypo(bare, circumstances);
}

/** REPORT as the first word, in Afrikaans, too, with any words after it. No name and no answer begins with it. */
export function readReportFirst(
  text: string,
  circumstances: Circumstances,
): Extract<VolunteerEvent, { type: 'REPORT' }> | undefined {
  // few texts have the word, and removing polite words is slow
  if (!/report|rap{1,2}orteer|verslag/i.test(text)) return undefined;
  const rest = REPORT_FIRST.exec(withoutPoliteWords(text))?.[1];
  if (rest === undefined) return undefined;
  const event = COMMANDS.REPORT.exact(rest, circumstances) ?? COMMANDS.REPORT.loose?.(rest, circumstances);
  return event?.type === 'REPORT' ? event : undefined;
}

/** Whether the text is a command, whatever we asked. */
export function isCommand(text: string, timeAndPlace: Pick<Circumstances, 'now' | 'zone' | 'region'>): boolean {
  const circumstances = { ...timeAndPlace, expects: 'nothing', isCoordinator: false } as const;
  return (readExactCommand(text, circumstances, false) ?? readLooseCommand(text, circumstances)) !== undefined;
}

function readExactly(text: string, circumstances: Circumstances, isFree: boolean): VolunteerEvent | undefined {
  if (/^\s*\?[\s?]*$/.test(text)) return { type: 'MENU' };
  const split = splitCommand(text);
  const command = split && findCommandWord(split.word);
  if (!command) return undefined;
  if (isFree && !interruptsFreeAnswer(command, split.word, circumstances)) return undefined;
  return COMMANDS[command].exact(split.rest, circumstances);
}

function interruptsFreeAnswer(command: CommandWord, word: string, { isCoordinator }: Circumstances): boolean {
  if (COORDINATOR_COMMANDS.has(command)) return isCoordinator;
  return command === 'MENU' || word === command.toLowerCase();
}

function readLoosely(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const split = splitCommand(text);
  const command = split && findCommandWord(split.word);
  if (!command || (command === 'SHIFTS' && split.word === 'open')) return undefined;
  return COMMANDS[command].loose?.(split.rest, circumstances);
}

function readWithTypo(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const split = splitCommand(text);
  if (!split || NO_TYPOS.has(split.word) || findCommandWord(split.word)) return undefined;
  const meant = (Object.keys(COMMAND_WORDS) as CommandWord[]).filter((command) => isTypoOf(command, split));
  const [event, ...others] = meant.flatMap((command) => COMMANDS[command].exact(split.rest, circumstances) ?? []);
  return others.length === 0 ? event : undefined;
}

function isTypoOf(command: CommandWord, { word, rest }: Split): boolean {
  if (command.length < SHORTEST_FORGIVEN || (rest === '' && NEEDS_REST.has(command))) return false;
  // the distance takes time in proportion to both lengths multiplied, and one word may be a whole text
  return Math.abs(word.length - command.length) <= 1 && editDistance(word, command.toLowerCase()) === 1;
}

function splitCommand(text: string): Split | undefined {
  const { word, rest = '' } = COMMAND_AND_REST.exec(text)?.groups ?? {};
  return word ? { word: word.toLowerCase(), rest: rest.replace(BEFORE_THE_REST, '').trim() } : undefined;
}

function withoutPoliteWords(text: string): string {
  const bare = text.replace(POLITE_OPENING, '').replace(POLITE_CLOSING, '');
  return bare.trim() === '' ? text : bare;
}
