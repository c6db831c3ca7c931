import { z } from 'zod';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import {
  isName,
  isReason,
  NAME_CHARACTERS,
  NAME_RULE,
  REASON_RULE,
  withSpacesAfterInitials,
} from '#src/volunteers/people/given-words.ts';

/** Parts of character classes. Spaces, and what `cleanText` removes: */
const UNSEEN =
  '\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufffe\\uffff';
const WORD = '\\p{L}\\p{N}';

/** Something is left after cleaning. */
export const VISIBLE = new RegExp(`[^${UNSEEN}]`, 'u');

/** Begins with the first visible character, so that it reads each text once. */
const EMPTY_OR_VISIBLE = new RegExp(`^$|${VISIBLE.source}`, 'u');
const TWO_CHARACTERS = new RegExp(
  `^[${UNSEEN}]*(?:[${WORD}][${UNSEEN}]*[^${UNSEEN}]|[^${UNSEEN}${WORD}][^${WORD}]*[${WORD}])`,
  'u',
);

/** Free text. Characters that we cannot store or send are removed. */
export const textInput = (most: number) => upTo(most).overwrite(cleanText).trim().meta({ maxLength: most });

/** Free text of which something is left after that. */
export const filledText = (most: number) => textWith(VISIBLE, { most, message: 'must not be empty' });

/** Empty means "no filter". A text of which nothing is left after cleaning would be read as that. */
export const filterText = (most: number) =>
  upTo(most)
    .regex(EMPTY_OR_VISIBLE, 'must have a visible character')
    .overwrite(cleanText)
    .trim()
    .meta({ maxLength: most });

/** Words that can be looked for: two characters, and at least one letter or digit. */
export const wordsToFind = (most: number) =>
  textWith(TWO_CHARACTERS, { most, message: 'must have two characters, and a letter or a digit' });

/** Letters, and characters that are removed. What is left must be a name, which no pattern can state. */
const LETTERS = new RegExp(`^[${UNSEEN}]*(?:['’‘\`´][${UNSEEN}]*)?\\p{L}[${UNSEEN}${NAME_CHARACTERS}]*$`, 'u');

/** The name of a person. */
export const nameInput = upTo(LONGEST_NAME)
  .regex(LETTERS, { message: NAME_RULE, abort: true })
  .overwrite((text) => withSpacesAfterInitials(cleanText(text).replace(/\s+/g, ' ').trim()))
  .refine((name) => isName(name) && lengthOf(name) <= LONGEST_NAME, NAME_RULE)
  .meta({ id: 'PersonName', minLength: 1, maxLength: LONGEST_NAME, examples: ['Thandi Nkosi', 'D’Arcy'] });

/** Why somebody does something. Others get it by text. */
export const reasonInput = (most: number) =>
  textInput(most)
    .refine(isReason, REASON_RULE)
    .meta({ maxLength: most, examples: ['my child is sick'] });

function textWith(pattern: RegExp, { most, message }: { most: number; message: string }) {
  return upTo(most).regex(pattern, message).overwrite(cleanText).trim().meta({ minLength: 1, maxLength: most });
}

/** JSON Schema counts code points. Zod counts UTF-16 units. The text is counted as it was sent, before it is cleaned. */
export function upTo(most: number) {
  return z.string().refine((text) => lengthOf(text) <= most, `must not have more than ${most} characters`);
}

export function lengthOf(text: string): number {
  return Array.from(text).length;
}
