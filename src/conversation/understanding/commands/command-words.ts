import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { meaningsIn, type WordMeaning } from '#src/conversation/understanding/words/word-places.ts';

export type CommandWord = WordMeaning<'command'>;

/** Every command, and the words that stand for it at the beginning of a text. */
export const COMMAND_WORDS = Object.fromEntries(
  meaningsIn('command').map((command) => [command, wordsFor('command', command)]),
) as Record<CommandWord, string[]>;

export const COORDINATOR_COMMANDS: ReadonlySet<CommandWord> = new Set<CommandWord>([
  'ADMIT',
  'REFUSE',
  'REMOVE',
  'ACK',
]);

export const GREETINGS: ReadonlySet<string> = new Set(wordsFor('wholeText', 'greeting'));

const COMMAND_OF = new Map<string, CommandWord>();
for (const [command, words] of Object.entries(COMMAND_WORDS) as [CommandWord, string[]][]) {
  for (const word of words) COMMAND_OF.set(word, command);
}

/** The command that this word, in lower case, stands for. */
export function findCommandWord(word: string): CommandWord | undefined {
  return COMMAND_OF.get(word.replace('’', "'"));
}

/** Whether the word is the name of a command, and not a synonym. */
export function isCommandWord(word: string): boolean {
  return Object.hasOwn(COMMAND_WORDS, word.toUpperCase());
}
