import { normalize } from '#src/platform/normalize.ts';
import { foldName } from './fold-name.ts';

/** What a search looks at. */
export interface Searched {
  name: string;
  phone: string | null;
}

/** Whether a person is found by part of a name, or of a number in any usual spelling. */
export function personMatcher(search: string): (person: Searched) => boolean {
  const hasName = nameMatcher(search);
  const hasNumber = numberMatcher(search);
  return ({ name, phone }) => hasName(name) || (phone !== null && hasNumber(phone));
}

/** Every word must be in the name. The spaces may be wrong: `o brien` finds `O’Brien`. */
function nameMatcher(search: string): (name: string) => boolean {
  const sought = foldName(search);
  // nothing but apostrophes or dashes
  if (sought === '') return (name) => name.includes(search.trim());
  const words = sought.split(' ');
  const inOne = words.join('');
  return (name) => {
    const folded = foldName(name);
    return words.every((word) => folded.includes(word)) || folded.replaceAll(' ', '').includes(inOne);
  };
}

/** `phone` is E.164, so it has no zero before the area code, which people write as `+27 (0)84` or `+27 084`. */
function numberMatcher(search: string): (phone: string) => boolean {
  const typed = normalize(search, 'NFKC').replace(/\p{Cf}/gu, '');
  if (!/^[\d\s+()./\p{Pd}]+$/u.test(typed)) return () => false;
  const digits = typed.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
  if (digits === '') return () => false;
  if (!/^\s*\(?(?:\+|00)/.test(typed)) return (phone) => phone.includes(digits);
  const withoutZero = digits.replace(/^([1-9]\d{0,2})0/, '$1');
  return (phone) => [digits, withoutZero].some((start) => phone.startsWith(`+${start}`));
}
