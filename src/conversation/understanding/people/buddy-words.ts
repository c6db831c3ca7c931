import type { BuddyWords } from '#src/conversation/events.ts';
import { simplifyText, withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { normalize } from '#src/platform/normalize.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { personName } from './person-name.ts';

const FEWEST_DIGITS = 5;
const NUMBER = /(?:whatsapp:|tel:)?\+?\(?\d[\d\s()./\u2010-\u2015-]*/gi;

const NONE = new Set(wordsFor('buddy', 'none'));

const INTRODUCTION =
  /^\s*(?:(?:my )?buddy(?: is| will be|:)?|with|and|it['’]?s|it is|i['’]m going with|my (?:wife|husband|friend|neighbour|partner|brother|sister|son)(?: is)?,?|name is|name:|his name is|her name is)(?=[\s,:]|$)[\s,:]*/iu;
/** `his number is` before a number, without the separators after it. */
const CALLED_NUMBER =
  /(?:^|(?<![\s,:;-])[\s,:;-]+)(?:(?:his|her|the|their)\s)?(?:number|nr|no|cell|phone|tel|mobile)(?:\sis)?$/iu;
const SEPARATORS_AT_THE_END = /(?<![\s.:,;-])[\s.:,;-]+$/u;

/** The buddy in an answer: a name, a number in any usual spelling, both in any order, or nobody. */
export function readBuddyWords(text: string, region: string): BuddyWords | undefined {
  const bare = withoutIntroduction(normalize(withoutInvisibleMarks(text), 'NFKC').replace(/\s+/g, ' '));
  if (NONE.has(simplifyText(bare)) || NONE.has(simplifyText(text))) return { kind: 'none' };
  const number = numberIn(bare);
  if (!number) {
    const name = nameIn(bare.replace(/\d+/g, ' '));
    return name ? { kind: 'named', name } : undefined;
  }
  const phone = parseMobile(number.typed, region);
  if (!phone) return { kind: 'malformed', digits: number.typed.replace(/\D/g, '') };
  return { kind: 'named', name: nameIn(number.before) ?? nameIn(number.after) ?? '', phone };
}

function withoutIntroduction(text: string): string {
  const once = text.replace(INTRODUCTION, '');
  return once.replace(INTRODUCTION, '');
}

/** The part with the most digits. Fewer than five digits are not meant as a phone number. */
function numberIn(text: string): { typed: string; before: string; after: string } | undefined {
  const found = [...text.matchAll(NUMBER)].sort((a, b) => digitsOf(b[0]) - digitsOf(a[0]))[0];
  if (!found || digitsOf(found[0]) < FEWEST_DIGITS) return undefined;
  const typed = found[0].trim();
  return {
    typed,
    before: text.slice(0, found.index).replace(SEPARATORS_AT_THE_END, '').replace(CALLED_NUMBER, ''),
    after: text.slice(found.index + found[0].length),
  };
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

function nameIn(text: string): string | undefined {
  return personName(withoutIntroduction(text));
}
