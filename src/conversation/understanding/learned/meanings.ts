/**
 * What a text can mean if it is neither a command nor an answer. Each has a file of examples per language:
 * `corpus/<language>/<intent>.txt`. The order is part of the model: a new intent goes to the end.
 */
export const INTENTS = [
  ...(['away', 'book', 'buddy', 'danger', 'drop', 'followup', 'forget', 'in', 'join', 'language', 'late'] as const),
  ...(['leave', 'menu', 'my', 'name', 'number', 'out', 'person', 'quiet', 'report', 'shifts', 'start'] as const),
  ...(['stop', 'test', 'thanks', 'who', 'wrong'] as const),
] as const;

export type Intent = (typeof INTENTS)[number];

/** What an answer to a question can mean: `corpus/<language>/<question>.<meaning>.txt`. `other`: it is no answer. */
export const ANSWERS = {
  list: ['pick', 'more', 'none', 'other'],
  buddy: ['named', 'nobody', 'unnamed', 'later', 'notcoming', 'other'],
  drop: ['yes', 'keep', 'unclear', 'other'],
  severity: ['quiet', 'suspicious', 'incident', 'words', 'back', 'other'],
} as const;

export type LearnedQuestion = keyof typeof ANSWERS;
export type LearnedAnswer<Question extends LearnedQuestion> = (typeof ANSWERS)[Question][number];

/**
 * Whether somebody is in danger now. Everything that is not in `corpus/<language>/danger.txt` is harmless;
 * `danger.harmless.txt` has texts that sound like danger.
 */
export const DANGER = ['danger', 'harmless'] as const;

/** Each model, and what it tells apart. */
export const MODELS: Readonly<Record<'intent' | 'danger' | LearnedQuestion, readonly string[]>> = {
  intent: INTENTS,
  danger: DANGER,
  ...ANSWERS,
};
export type ModelName = keyof typeof MODELS;
