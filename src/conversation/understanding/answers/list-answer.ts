import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

const NUMBERS = new Map<string, number>();
const SPELLED = [
  'one first 1st top een eerste boonste eyokuqala yokuqala owokuqala elokuqala',
  'two second 2nd twee tweede eyesibili yesibili isibili owesibili kubili eyesibini yesibini isibini kwesibili',
  'three third 3rd drie derde eyesithathu yesithathu isithathu kuthathu kwesithathu',
  'four fourth 4th vier vierde eyesine yesine isine',
  'five fifth 5th vyf vyfde eyesihlanu yesihlanu isihlanu',
  'six sixth 6th ses sesde eyesithupha yesithupha eyesithandathu',
  'seven seventh 7th sewe sewende eyesikhombisa eyesixhenxe',
];
for (const [index, spellings] of SPELLED.entries()) {
  for (const word of spellings.split(' ')) NUMBERS.set(word, index + 1);
}
/** Words around the number: "can I have the second one please". */
const BESIDE = new Set(
  (
    'yes yeah yep ja yebo ewe ok okay please pls plz thanks thank you the number nr nommer inombolo inamba option choice shift ' +
    "i i'll ill i'd id we want take like would have can could me book for us that that's it it's put down go with hi hello " +
    'die skof ek wil sal vat neem asb asseblief dankie gee my dit dis ngicela ngifuna ngithatha ngizothatha nginike ndicela ndifuna ndithatha ' +
    'i- u- pick choose sign up to do will work works suits fine good lekker gimme give boss boet bru asb ' +
    'is reg sal werk vir bhuti sisi mfo ke tu na nayo nombolo i-number ngiyabonga enkosi ndiyabulela ndibhale ngibhale faka'
  ).split(' '),
);
/** "The second one": not a number, if another one is there. */
const ONE_BEHIND = new Set(['one', 'een']);
const OTHERS =
  /^(?:(?:are|is) there )?(?:(?:any|some|no|see|show|the|what|which) )*(?:others?|other ones|other shifts|other days|other times|other dates|anything else|something else|what else|else|more options|different ones?|ander|ander skofte|iets anders|nog iets|wat nog|ezinye|ezinye izikhathi|okunye|enye|ezinye i-?shifts?)(?: (?:please|pls|available|there|ones|asb|nie|ukhona))*$/;
const NONE_OF_THEM =
  /^(?:(?:no|nee|sorry|cha|hayi)(?:, | |,))?(?:none (?:of (?:these|those|them)|suits?(?: me)?|works?(?: for me)?)(?: (?:works?|suits?)(?: me| for me)?)?|(?:these|those|they) don'?t (?:work|suit me|suit)(?: for me)?|not (?:these|those|any of these)|geeneen|nie een van hierdie(?: nie)?|nie een nie|geen van hulle nie|niks hiervan nie|azikho|ayikho engilungelayo|akukho engilungelayo|akukho nenye)(?:(?:,| )*(?:thanks|thank you|please|sorry|dankie))*$/;
const ABOUT_DAY =
  /^(?:and |but )?(?:what about|how about|anything (?:on|for)|something (?:on|for)|nothing (?:on|for)|is there (?:anything|something|one) (?:on|for)|any (?:on|for)|wat van|hoe gaan|is daar iets)\s+(?:the |die )?(\S.{0,39})$/;
const ONE_OF_DAY =
  /^(?:(?:yes|yeah|ja|yebo|ok|please|i'?ll take|i will take|i want|i'?d like|can i have|can i take|give me|ek vat|ek wil|vat)(?:, | |,))*(?:the|die) (\S.{0,39}?) (?:one|een|shift|skof)(?:(?:,| )(?:please|pls|thanks|asb|dankie))*$/;
const LONGEST = 100;
const LONGEST_SENTENCE = 300;

/** An answer to a list of shifts that was shown: an item in words, the shift of a day, or a wish for others. */
export function readListAnswer(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (!circumstances.isListFresh || text.length > LONGEST) return undefined;
  const typed = simplifyText(text);
  const number = numberIn(typed);
  if (number !== undefined) return { type: 'NUMBER', number };
  if (OTHERS.test(typed) || NONE_OF_THEM.test(typed)) return { type: 'MORE' };
  const asked = timeIn(ABOUT_DAY.exec(typed)?.[1], circumstances);
  if (asked) return { type: 'SHIFTS', when: asked };
  const chosen = timeIn(ONE_OF_DAY.exec(typed)?.[1], circumstances);
  return chosen && { type: 'BOOK', choice: { when: chosen } };
}

/** The only number or ordinal among other words: "I could do the second one, if it is still open". */
export function findListNumber(text: string): number | undefined {
  const tokens = tokensOf(simplifyText(text.slice(0, LONGEST_SENTENCE)));
  const found = tokens.flatMap((token, index) => {
    const number = NUMBERS.get(token) ?? (/^\d$/.test(token) ? Number(token) : undefined);
    const isOne = ONE_BEHIND.has(token) && index > 0;
    return number === undefined || isOne ? [] : [number];
  });
  const [only, ...others] = [...new Set(found)];
  return others.length === 0 ? only : undefined;
}

/** Exactly one number, and nothing but polite words around it. */
function numberIn(typed: string): number | undefined {
  const tokens = tokensOf(typed).filter((token) => /[\p{L}\p{N}]/u.test(token) && !BESIDE.has(token));
  const found = tokens.map((token) => NUMBERS.get(token) ?? (/^\d{1,2}$/.test(token) ? Number(token) : undefined));
  if (found.length === 0 || found.includes(undefined)) return undefined;
  const withoutOne = found.filter((_, index) => index === 0 || !ONE_BEHIND.has(tokens[index] ?? ''));
  return withoutOne.length === 1 ? withoutOne[0] : undefined;
}

function timeIn(words: string | undefined, { now, zone }: Circumstances) {
  const reading = words === undefined ? undefined : readTimeWords(words, now, zone);
  return reading && 'when' in reading ? reading.when : undefined;
}
