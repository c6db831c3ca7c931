import type { Circumstances, ItemWords, VolunteerEvent } from '#src/conversation/events.ts';
import { readBareChoice } from '#src/conversation/understanding/commands/book-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { findItemWords } from './item-words.ts';

/** Words around the number: "can I have the second one please". */
const BESIDE = new Set(
  (
    'yes yeah yep ja yebo ewe ok okay please pls plz thanks thank you the number nr nommer inombolo inamba option choice shift ' +
    "i i'll ill i'd id we want take like would have can could me book for us that that's it it's put down go with hi hello " +
    'die skof ek wil sal vat neem asb asseblief dankie gee my dit dis ngicela ngifuna ngithatha ngizothatha nginike ndicela ndifuna ndithatha ' +
    'i- u- pick choose sign up to do will work works suits fine good lekker gimme give boss boet bru asb ' +
    'is reg sal werk vir bhuti sisi mfo ke tu na nayo nombolo i-number ngiyabonga enkosi ndiyabulela ndibhale ngibhale faka thx tx tnx seblief torho wethu namba inamba mfowethu mfwethu mfondini'
  ).split(' '),
);
const OTHERS =
  /^(?:(?:are|is) there )?(?:(?:any|some|no|see|show|the|what|which) )*(?:others?|other ones|other shifts|other days|other times|other dates|anything else|something else|what else|else|more options|different ones?|ander|ander skofte|iets anders|nog iets|wat nog|ezinye|ezinye izikhathi|okunye|enye|ezinye i-?shifts?)(?: (?:please|pls|available|there|ones|asb|nie|ukhona))*$/;
const NONE_OF_THEM =
  /^(?:(?:no|nee|sorry|cha|hayi)(?:, | |,))?(?:none (?:of (?:these|those|them)|suits?(?: me)?|works?(?: for me)?)(?: (?:works?|suits?)(?: me| for me)?)?|(?:these|those|they) don'?t (?:work|suit me|suit)(?: for me)?|not (?:these|those|any of these)|geeneen|nie een van hierdie(?: nie)?|nie een nie|geen van hulle nie|niks hiervan nie|azikho|ayikho engilungelayo|akukho engilungelayo|akukho nenye)(?:(?:,| )*(?:thanks|thank you|please|sorry|dankie))*$/;
const ABOUT_DAY =
  /^(?:and |but )?(?:what about|how about|anything (?:on|for)|something (?:on|for)|nothing (?:on|for)|is there (?:anything|something|one) (?:on|for)|any (?:on|for)|wat van|hoe gaan|is daar iets)\s+(?:the |die )?(\S.{0,39})$/;
const ONE_OF_DAY =
  /^(?:(?:yes|yeah|ja|yebo|ok|please|i'?ll take|i will take|i want|i'?d like|can i have|can i take|give me|ek vat|ek wil|vat)(?:, | |,))*(?:the|die) (\S.{0,39}?) (?:one|een|shift|skof)(?:(?:,| )(?:please|pls|thanks|asb|dankie))*$/;
const LONGEST = 100;

/** An answer to a list of shifts that was shown: the shift of a day, or a wish for others. */
export function readListAnswer(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (!circumstances.isListFresh || text.length > LONGEST) return undefined;
  const typed = simplifyText(text);
  if (OTHERS.test(typed) || NONE_OF_THEM.test(typed)) return { type: 'MORE' };
  const asked = timeIn(ABOUT_DAY.exec(typed)?.[1], circumstances);
  if (asked) return { type: 'SHIFTS', when: asked };
  const chosen = timeIn(ONE_OF_DAY.exec(typed)?.[1], circumstances);
  if (!chosen) return undefined;
  // "the 10pm one" is the one of the list, and not necessarily tonight's
  const item = chosen.kind === 'exact' ? findItemWords(text, circumstances)?.item : undefined;
  if (item?.begins && !item.when) return eventOfItem(item);
  return { type: 'BOOK', choice: { when: chosen } };
}

/** An item of the list in nothing but its words: "the last one", "2 to 4 please", "sat nite". */
export function readItemAnswer(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  if (!circumstances.isListFresh || text.length > LONGEST) return undefined;
  const found = findItemWords(text, circumstances, BESIDE);
  if (!found?.isWhole) return undefined;
  const { place, begins, when } = found.item;
  const isTimeAlone = begins !== undefined && place === undefined && when === undefined;
  // "sat 2am", and a copied line of a list, are one shift, whatever is on the list
  if (!isTimeAlone && readBareChoice(text, circumstances)) return undefined;
  // "sunday?" asks what is open
  const isQuestion = place === undefined && /\?\s*$/.test(text);
  return isQuestion ? undefined : eventOfItem(found.item);
}

/** A place that is a number needs nothing but the list. */
export function eventOfItem(item: ItemWords): VolunteerEvent {
  const { place, begins, when } = item;
  if (typeof place === 'number' && !begins && !when) return { type: 'NUMBER', number: place };
  return { type: 'BOOK', choice: { item } };
}

function timeIn(words: string | undefined, { now, zone }: Circumstances) {
  const reading = words === undefined ? undefined : readTimeWords(words, now, zone);
  return reading && 'when' in reading ? reading.when : undefined;
}
