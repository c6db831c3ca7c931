import { upTo } from './text-inputs.ts';

const LONGEST = 32;
/** Between the digits, also the invisible marks of numbers that were copied from a phone. */
const BETWEEN = '[\\s().\\/\\u2010-\\u2015\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff-]*';

/**
 * As people write it. National numbers are read in the configured region. Which of these are mobile numbers is decided by
 * the numbering plans of all countries, and no schema can state them.
 */
export const phoneInput = upTo(LONGEST)
  .regex(
    new RegExp(
      `^${BETWEEN}(?:(?:whatsapp|sms|tel):${BETWEEN})?(?:\\+${BETWEEN})?[0-9](?:${BETWEEN}[0-9]){6,14}${BETWEEN}$`,
      'u',
    ),
    'not a phone number',
  )
  .trim()
  .meta({ id: 'PhoneNumber', minLength: 7, maxLength: LONGEST, examples: ['082 123 4567', '+27821234567'] });
