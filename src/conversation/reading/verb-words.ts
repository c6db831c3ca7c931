/** Every verb of ours, and what else a text may begin with for it. */
export const VERB_WORDS = {
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

export type VerbWord = keyof typeof VERB_WORDS;

export const COORDINATORS_VERBS: ReadonlySet<VerbWord> = new Set<VerbWord>(['ADMIT', 'REFUSE', 'REMOVE', 'ACK']);

export const GREETINGS: ReadonlySet<string> = new Set([
  ...['hi', 'hello', 'hey', 'hallo', 'heita', 'howzit', 'sawubona', 'molo', 'dumela', 'hi there', 'hello there'],
  ...['good morning', 'good day', 'good evening', 'goeie naand', 'goeie more', 'good afternoon', 'morning', 'evening'],
]);

const VERB_OF = new Map<string, VerbWord>();
for (const [verb, also] of Object.entries(VERB_WORDS) as [VerbWord, readonly string[]][]) {
  for (const word of [verb.toLowerCase(), ...also]) VERB_OF.set(word, verb);
}

/** The verb that this word in lower case stands for. */
export function verbOf(word: string): VerbWord | undefined {
  return VERB_OF.get(word);
}

/** One of our words itself, not a synonym of it. */
export function isVerb(word: string): boolean {
  return Object.hasOwn(VERB_WORDS, word.toUpperCase());
}
