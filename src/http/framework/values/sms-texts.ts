import { z } from 'zod';
import { LONGEST_WATCH_NAME } from '#src/config.ts';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { SMS_LETTERS } from './sms-letters.ts';
import { lengthOf, upTo, VISIBLE } from './text-inputs.ts';

const { light, heavy, blank, lineBreaks } = SMS_LETTERS;

/** One line in the GSM-7 alphabet. Other letters would more than double the price of each text with it. */
export const lineForSms = (most: number) =>
  upTo(most)
    .regex(
      new RegExp(`^[${blank}]*[${light}${heavy}][${light}${heavy}${blank}]*$`, 'u'),
      'must be one line of letters that a plain SMS can carry',
    )
    .overwrite(cleanText)
    .trim()
    .meta({ minLength: 1, maxLength: most });

/** Two segments. One unit less, because an escape or a surrogate pair is not split between segments. */
const ROOM = { gsm7: 2 * 153 - 1, ucs2: 2 * 67 - 1 };
/** Characters that take up to three units. A schema can count all characters, and these, but it cannot add up units. */
const MOST_HEAVY = 6;
const OUTSIDE_BMP = '\u{10000}-\u{10ffff}';

interface Alternative {
  type: 'string';
  description: string;
  maxLength: number;
  pattern?: string;
}

/** A text that fits into two segments together with `around` characters of ours. */
export function textForSms(around: number) {
  const alternatives = alternativesFor(around);
  const patterns = alternatives.map(({ pattern = '' }) => new RegExp(pattern, 'u'));
  const longest = Math.max(...alternatives.map(({ maxLength }) => maxLength));
  const fits = (text: string) => {
    const length = lengthOf(text);
    return alternatives.some(({ maxLength }, index) => length <= maxLength && patterns[index]?.test(text));
  };
  const [plain, other] = alternatives;
  return z
    .string()
    .regex(VISIBLE, 'must not be empty')
    .refine(fits, `more than two segments: at most ${plain?.maxLength} plain letters, or ${other?.maxLength} others`)
    .overwrite(cleanText)
    .trim()
    .meta({ minLength: 1, maxLength: longest, anyOf: alternatives });
}

/** A text that begins with the name of the watch and a colon. */
export const textAfterWatchName = textForSms(LONGEST_WATCH_NAME + 2).meta({
  id: 'Announcement',
  description: 'Fits into two segments of an SMS, after the name of the watch.',
});

function alternativesFor(around: number): Alternative[] {
  const plain = `[${light}${blank}${lineBreaks}]*`;
  const other = `[^${heavy}${OUTSIDE_BMP}]*`;
  const upToSix = (few: string, rest: string) => `^${rest}(?:[${few}]${rest}){0,${MOST_HEAVY}}$`;
  const [gsm7, ucs2] = [ROOM.gsm7 - around, ROOM.ucs2 - around];
  return [
    {
      type: 'string',
      description: 'Plain letters.',
      maxLength: gsm7 - 2 * MOST_HEAVY,
      pattern: upToSix(heavy, plain),
    },
    {
      type: 'string',
      description: 'Other letters, and a few emoji.',
      maxLength: ucs2 - 2 * MOST_HEAVY,
      pattern: upToSix(`${heavy}${OUTSIDE_BMP}`, other),
    },
    { type: 'string', description: 'Many emoji.', maxLength: Math.floor(ucs2 / 3) },
  ];
}
