import { en } from '#src/texts/en.ts';
import type { Texts } from '#src/texts/texts.ts';

export type TextName = keyof Texts;
type Facts = Record<string, unknown>;
type AnyText = (facts: never) => unknown;

/** A language made of English: each text goes through `word` with the facts that it got. */
export function wrapTexts(word: (name: TextName, text: (facts: unknown) => unknown, facts: unknown) => unknown): Texts {
  const entries = Object.entries(en).map(([name, text]) => {
    const english = text as AnyText as (facts: unknown) => unknown;
    return [name, (facts?: Facts) => word(name as TextName, english, facts)];
  });
  return Object.fromEntries(entries) as Texts;
}

/** The value with each of its strings changed. Facts that stand for a time stay as they are. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null || isTime(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

function isTime(value: object): boolean {
  return 'instant' in value || 'startsAt' in value || 'span' in value || value instanceof Date;
}
