import { normalize } from '#src/platform/normalize.ts';

/**
 * What one person gives us and others get from the number of the watch: names of people, and reasons. A link, a phone number or
 * a code in them would look as if the watch had sent it. Every way in follows these two rules: texts, the API and commands.
 */
export const NAME_RULE =
  "must be a person's name: letters, spaces, apostrophes, hyphens, and full stops after initials";
export const REASON_RULE = 'must have no link, phone number or code';

/** The letters and marks of all languages, and what stands between them: `D’Arcy`, `Nosipho-Anne`, `J. P.`, `Gal·la`. */
export const NAME_CHARACTERS = "\\p{L}\\p{M}'’‘`´.·\\- \\u2010\\u2011\\u200c\\u200d";
const NAME = new RegExp(`^['’‘\`´]?\\p{L}[${NAME_CHARACTERS}]*$`, 'u');
/** Invisible, also where Unicode calls it a letter: U+3164. Persian and the scripts of India need the two joiners. */
const UNSEEN = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}|(?<![\p{M}\p{Script=Arabic}])[\u200c\u200d]/u;
/** No language puts more marks on a letter. Hundreds of them cover the lines above and below. */
const MANY_MARKS = /\p{M}{5}/u;
/** `evil.co`, `t.co`, `www.` and `..`, but not `J.P.` */
const DOT_OF_LINK = /\p{L}\p{M}*\p{L}\p{M}*\.\p{L}|\.\p{L}\p{M}*\p{L}|\.\./u;
const INITIAL_WITHOUT_SPACE = /(?<![\p{L}\p{M}])(\p{L}\p{M}{0,4}\.)(?=\p{L}\p{M}{0,4}\p{L})/gu;

/** A domain may have these instead of a full stop. */
const DOTS = '.\\u3002\\uff61\\u2024';
const LINK = new RegExp(`:/|www[${DOTS}]|[\\p{L}\\p{N}\\p{M}-][${DOTS}]\\p{L}\\p{M}*\\p{L}`, 'iu');
/** Nine digits or more, whatever stands between them: shorter ones are times. */
const PHONE_NUMBER = /\d(?:[\s()./\p{Pd}]{0,3}\d){8}/u;
const DATE = /(?<!\d)20\d\d-\d\d-\d\d(?!\d)/g;
/** `482913`, `482 913`, and the number of a telephone in the same town. 10111 is neither. */
const CODE = /\d{6}|(?<!\d)\d{3}[\s\p{Pd}]\d{3}/u;

/** Whether this can be a person's name. The caller has removed what `cleanText` removes. */
export function isName(name: string): boolean {
  return NAME.test(name) && !UNSEEN.test(name) && !MANY_MARKS.test(name) && !DOT_OF_LINK.test(name);
}

/** `J.Smith` as `J. Smith`. Phones would make a link of the first. */
export function withSpacesAfterInitials(name: string): string {
  return name.replace(INITIAL_WITHOUT_SPACE, '$1 ');
}

/** Whether others may get these words as a reason. An empty reason is one. */
export function isReason(words: string): boolean {
  // digits and letters of any width: phones make links of those, too
  const even = normalize(words, 'NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(DATE, ' ');
  return !LINK.test(even) && !PHONE_NUMBER.test(even) && !CODE.test(even);
}
