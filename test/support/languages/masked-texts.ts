import type { Texts } from '#src/texts/texts.ts';
import { mapStrings, type TextName, wrapTexts } from './wrap-texts.ts';

/** Facts that choose between words. They are no words themselves. */
const CHOICES: Partial<Record<TextName, string | readonly string[]>> = {
  askBuddyName: 'whose',
  forwarded: 'why',
  forPerson: 'intent',
  forMorning: 'intent',
  overnightEntry: 'why',
  memberChanged: 'change',
  fileLost: ['kind', 'loss'],
  addedFileLost: 'loss',
  lostFile: 'loss',
  fileNotKept: 'kind',
  notReached: 'what',
  left: 'question',
  leftForReport: 'question',
  leftTooLong: 'question',
  proofsSpent: 'question',
  changedMeanwhile: 'question',
  explain: 'about',
};

const MASK = 'ø';
/** Characters for private use stand for the strings that a text got, so that they can be told from its own words. */
const FIRST_PLACEHOLDER = 0xe000;
const PLACEHOLDERS = /[\ue000-\uf8ff]/gu;

/**
 * English with every letter of its own masked. Strings that a text gets come out as they are. So any other letter in a message
 * did not come from the texts. Each mask is as long as its letter: what fits into a message stays the same. `onText` gets what
 * each text would be in English.
 */
export function maskTexts(onText: (name: TextName, facts: unknown, english: string) => void): Texts {
  return wrapTexts((name, text, facts) => {
    const english = text(facts);
    if (typeof english === 'string') onText(name, facts, english);
    return mask(name, text, facts);
  });
}

function mask(name: TextName, text: (facts: unknown) => unknown, facts: unknown): unknown {
  const strings: string[] = [];
  const choices = choicesOf(facts, CHOICES[name] ?? []);
  const hidden = mapStrings(facts, (value) => {
    if (value === '' || choices.includes(value)) return value;
    strings.push(value);
    return String.fromCharCode(FIRST_PLACEHOLDER + strings.length - 1);
  });
  return mapStrings(text(hidden), (words) =>
    words
      .replace(/\p{L}/gu, MASK)
      .replace(PLACEHOLDERS, (character) => strings[character.charCodeAt(0) - FIRST_PLACEHOLDER] ?? ''),
  );
}

function choicesOf(facts: unknown, names: string | readonly string[]): unknown[] {
  return [names].flat().map((name) => (facts as Record<string, unknown>)[name]);
}

/** Whether `masked` is `english`, but for letters that are masked. */
export function isMaskOf(masked: string, english: string): boolean {
  const [some, all] = [Array.from(masked), Array.from(english)];
  return (
    some.length === all.length &&
    some.every(
      (character, index) => character === all[index] || (character === MASK && /\p{L}/u.test(all[index] ?? '')),
    )
  );
}

/** Words with a letter that is not masked. */
export function unmaskedWords(message: string): string[] {
  const words = message.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return words.filter((word) => /\p{L}/u.test(word.replaceAll(MASK, '')));
}
