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
