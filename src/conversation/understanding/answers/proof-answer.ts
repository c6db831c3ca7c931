import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readYesNoThanks } from '#src/conversation/understanding/yes-no-thanks.ts';

/** `y47`, `47`, `yes, 47`, `Reply Y 4 7 please` */
const WORDS_AND_DIGITS =
  /^(?:reply )?(?<words>\p{L}[\p{L}' ]{0,20}?)?[ .,:;#\p{Pd}]{0,3}(?<digits>\d ?\d|\d{1,6})(?: (?:please|pls|thanks|asb|asseblief))?$/u;

/** A yes with digits, or the two digits alone. A no with digits is a no. Undefined: neither. */
export function readProofAnswer(text: string): { digits: string } | 'no' | undefined {
  const { words, digits } = WORDS_AND_DIGITS.exec(simplifyText(text))?.groups ?? {};
  const typed = digits?.replace(' ', '');
  if (typed === undefined) return undefined;
  // another number may be meant for something else
  if (words === undefined) return typed.length === 2 ? { digits: typed } : undefined;
  const answer = readYesNoThanks(words);
  if (answer === 'NO') return 'no';
  return answer === 'YES' ? { digits: typed } : undefined;
}
