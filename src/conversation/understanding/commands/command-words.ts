/** Every command, and its synonyms at the beginning of a text. */
export const COMMAND_WORDS = {
  JOIN: [],
  CODE: ['resend'],
  NAME: [],
  SHIFTS: ['shift', 'open'],
  MORE: [],
  BOOK: [],
  BUDDY: [],
  MY: ['mine'],
  DROP: [],
  IN: ['here', 'arrived'],
  OUT: [],
  REPORT: [],
  SHOW: [],
  FORGET: [],
  WHO: ['whos', "who's", 'who’s'],
  MENU: ['help', 'info', 'commands'],
  BACK: [],
  ADMIT: [],
  REFUSE: [],
  REMOVE: [],
  ACK: [],
} as const satisfies Record<string, readonly string[]>;

export type CommandWord = keyof typeof COMMAND_WORDS;

export const COORDINATOR_COMMANDS: ReadonlySet<CommandWord> = new Set<CommandWord>([
  'ADMIT',
  'REFUSE',
  'REMOVE',
  'ACK',
]);

export const GREETINGS: ReadonlySet<string> = new Set([
  ...['hi', 'hello', 'hey', 'hallo', 'heita', 'howzit', 'sawubona', 'molo', 'dumela', 'hi there', 'hello there'],
  ...['good morning', 'good day', 'good evening', 'goeie naand', 'goeie more', 'good afternoon', 'morning', 'evening'],
]);

const COMMAND_OF = new Map<string, CommandWord>();
for (const [command, also] of Object.entries(COMMAND_WORDS) as [CommandWord, readonly string[]][]) {
  for (const word of [command.toLowerCase(), ...also]) COMMAND_OF.set(word, command);
}

/** The command that this word, in lower case, stands for. */
export function findCommandWord(word: string): CommandWord | undefined {
  return COMMAND_OF.get(word);
}

/** Whether the word is a command itself, and not a synonym. */
export function isCommandWord(word: string): boolean {
  return Object.hasOwn(COMMAND_WORDS, word.toUpperCase());
}
