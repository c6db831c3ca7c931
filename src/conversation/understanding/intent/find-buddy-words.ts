import type { BuddyWords } from '#src/conversation/events.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';

const WITH =
  /(?<!\p{L})(?:with|wth|w\/|saam met|met|together with|and|en|buddy is|buddy will be|partner is|is my buddy|kunye no|kanye no)(?!\p{L})[\s:]*/giu;
const RELATION =
  /^(?:(?:my|the|his|her|our|a|n|'n)\s+)?(?:neighbou?r|friend|husband|wife|son|daughter|brother|sister|cousin|buddy|partner|buurman|buurvrou|vriend|vriendin|man|vrou|seun|dogter|boet|boetie|maat)?[\s,:]*/iu;
const MOST_WORDS = 3;
/** A longer text is a story, which books nothing. */
const LONGEST = 400;
const MOST_TRIES = 4;
const NUMBER = /\+?\d[\d\s()-]{7,18}\d/;
/** A name is not longer than up to one of these. */
const AFTER_A_NAME = new Set(
  (
    'please pls plz thanks thank thx asb asseblief dankie on at for if from in is are will can again only this that the a my ' +
    'to and or but so because as tonight tomorrow today who which want wants would could me us him her them i we you op vir ' +
    'om as en is kan sal wil ek ons ngicela ndicela again too also then now number nr cell his shift'
  ).split(' '),
);

/**
 * The buddy that a sentence names: "with my neighbour Johan, 083 555 1234". Only words that look like a name and stand after
 * "with" count. Undefined: it names nobody, so we ask.
 */
export function findBuddyWords(text: string, region: string): { buddy: BuddyWords } | undefined {
  for (const found of [...text.slice(0, LONGEST).matchAll(WITH)].slice(0, MOST_TRIES)) {
    const isWeak = /^(?:and|en|met)/i.test(found[0]);
    const rest = text.slice(found.index + found[0].length, LONGEST);
    const name = nameAtStart(rest.replace(RELATION, ''), isWeak);
    if (!name) continue;
    const number = NUMBER.exec(rest)?.[0] ?? '';
    const buddy = readBuddyWords(`${name} ${number}`.trim(), region);
    if (buddy?.kind === 'named') return { buddy };
  }
  return undefined;
}

/** Words in capitals at the start. Without capitals, only the first word counts, and only after a clear "with". */
function nameAtStart(words: string, needsCapital: boolean): string | undefined {
  const name: string[] = [];
  for (const typed of words.split(/\s+/)) {
    const [word = ''] = /^\p{L}[\p{L}'’-]*/u.exec(typed) ?? [];
    const end = typed.slice(word.length);
    if (!word || AFTER_A_NAME.has(word.toLowerCase())) break;
    const isCapital = word[0] !== word[0]?.toLowerCase();
    if (!isCapital && (needsCapital || name.length > 0)) break;
    name.push(word);
    if (end || name.length === MOST_WORDS) break;
  }
  return name.length > 0 ? name.join(' ') : undefined;
}
