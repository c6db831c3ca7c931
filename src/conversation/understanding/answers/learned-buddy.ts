import type { BuddyWords, Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { mayBeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { classifyAnswer, isLikeliest } from '#src/conversation/understanding/learned/classify.ts';
import type { Intent, LearnedAnswer } from '#src/conversation/understanding/learned/meanings.ts';
import { readRelation, whoseRelation } from '#src/conversation/understanding/people/buddy-relations.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { type FoundName, findNames, isOrdinary } from '#src/conversation/understanding/people/find-names.ts';
import { simplifyText, wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { isNotComing } from './not-coming.ts';

type Meaning = LearnedAnswer<'buddy'>;

/** From here on, the examples decide against the rules. */
const SURE = 0.9;
/** Below this, no answer is taken for granted. */
const LIKELY = 0.6;
/** What books alone, or leaves the shift, needs more. */
const LIKELY_ENOUGH_TO_ACT = 0.8;
const POSSIBLE = 0.2;
const OF_SENDER: ReadonlySet<Intent> = new Set<Intent>(['name', 'number']);
const THANKS: ReadonlySet<Intent> = new Set<Intent>(['thanks']);
const LATE: ReadonlySet<Intent> = new Set<Intent>(['late']);
/** A word that is a name by itself more surely than this may stand in small letters before "is coming". */
const SURELY_A_NAME = 0.8;
/** A name that rules have read is doubted only by a sure reading of a whole sentence. */
const FEWEST_WORDS_OF_A_SENTENCE = 3;
/** An answer that only asks for more may have words that no example has. */
const CERTAIN = 0.95;

const LONGEST_LINK = 200;
/** Who writes more tells a story, and has named the buddy before. */
const LONGEST_ANSWER = 1000;
const DANGER_AGAINST_RULES = 0.85;
const DANGER_AGAINST_A_SURE_ANSWER = 0.7;
/** "Someone has me by the arm" could be somebody without a name. Nobody would get the words of such an answer. */
const DANGER_AGAINST_A_GUESS = 0.35;

/** "Only my dog" is nobody. */
const ANIMAL =
  /^(?:(?:just|only|net|slegs|me|ek|mina|mna|and|en|n|my|me|the|die|'n|a|no|nje) ){0,6}(?:dogs?|doggie|hond|honde|inja|nenja|izinja|cat|kat)(?!\p{L})/u;

const AND = /[&+/]|(?<!\p{L})(?:and|or|en|of|plus|no|kunye|n)(?!\p{L})/iu;
const NUMBER = /\+?\d[\d\s()-]{7,18}\d/;

interface Learned {
  meaning: Meaning;
  of: Readonly<Record<Meaning, number>>;
  isUnfamiliar: boolean;
}

/**
 * Who comes along. Rules find the name, and examples tell a name from "my wife", "later" and "nobody". A wrong buddy must never be
 * booked: where the two do not agree, we ask for the name.
 */
export function readLearnedBuddy(typed: string, { region }: Circumstances): VolunteerEvent | undefined {
  const text = typed.slice(0, LONGEST_ANSWER);
  const read = readBuddyWords(text, region);
  // an emoji or a link alone is no answer
  if (!read && (!/\p{L}{2}/u.test(text) || isLink(text))) return undefined;
  const learned = learn(text);
  if (isAboutSender(text, learned)) return undefined;
  const buddy = named(text, read, { learned, region });
  if (isNotComing(text) && !isSurelyAnAnswer(learned)) return { type: 'BACK' };
  if (!hasNumber(read) && mayBeDanger(text, dangerFrom(read, buddy, learned)))
    return { type: 'LIKELY_DANGER', words: typed };
  const given = buddy ?? unnamed(text, read, learned);
  if (given) return { type: 'BUDDY_GIVEN', buddy: given };
  // "I'll be there just after twelve" is only late
  return isLikely(learned, 'notcoming', LIKELY_ENOUGH_TO_ACT) && !isLikeliest(text, LATE, LIKELY)
    ? { type: 'BACK' }
    : undefined;
}

/** "My own number did change, find me on …", "my name is spelled wrong" and "lovely, thank you" name no buddy. */
function isAboutSender(text: string, { of }: Learned): boolean {
  if (wordsOf(text).length < FEWEST_WORDS_OF_A_SENTENCE) return false;
  return (
    (of.named < SURE && isLikeliest(text, OF_SENDER, CERTAIN)) ||
    (of.named + of.nobody < LIKELY && isLikeliest(text, THANKS, CERTAIN))
  );
}

/** Whether the examples know the text as "nobody". */
export function isSurelyNobody(text: string): boolean {
  return learn(text).of.nobody >= SURE;
}

/** "I am alone", with nothing around it that could be a cry: the answer stands in a word or two, or before a comma. */
export function isPlainlyNobody(text: string): boolean {
  return isSurelyNobody(text) && (wordsOf(text).length < FEWEST_WORDS_OF_A_SENTENCE || beginsWithNobody(text));
}

function beginsWithNobody(text: string): boolean {
  const [clause = ''] = text.split(/[,.;!]/);
  return clause.length < text.length && readBuddyWords(clause, 'ZA')?.kind === 'none';
}

/** Whether the examples know the text as no answer at all: a question, another wish. */
export function isNoAnswer(text: string): boolean {
  const { meaning, of, isUnfamiliar } = learn(text);
  return meaning === 'other' && (of.other >= LIKELY_ENOUGH_TO_ACT || (!isUnfamiliar && of.named + of.unnamed < 0.5));
}

function learn(text: string): Learned {
  const { ranking, isUnfamiliar } = classifyAnswer('buddy', text);
  const of = Object.fromEntries(ranking.map(({ meaning, probability }) => [meaning, probability]));
  return { meaning: ranking[0]?.meaning ?? 'other', of: of as Record<Meaning, number>, isUnfamiliar };
}

function isLikely({ meaning, of, isUnfamiliar }: Learned, wanted: Meaning, from = LIKELY): boolean {
  const asksForMore = wanted === 'later' || wanted === 'unnamed';
  if (isUnfamiliar) return asksForMore && meaning === wanted && of[wanted] >= CERTAIN;
  return meaning === wanted && of[wanted] >= from;
}

function isSurelyAnAnswer({ meaning, of }: Learned): boolean {
  return meaning !== 'notcoming' && meaning !== 'other' && of[meaning] >= SURE && of.notcoming < 0.05;
}

function hasNumber(read: BuddyWords | undefined): boolean {
  return read?.kind === 'malformed' || (read?.kind === 'named' && read.phone !== undefined);
}

function dangerFrom(read: BuddyWords | undefined, buddy: BuddyWords | undefined, learned: Learned): number {
  if (read) return DANGER_AGAINST_RULES;
  const isSure = learned.meaning !== 'other' && learned.of[learned.meaning] >= SURE;
  return buddy || isSure ? DANGER_AGAINST_A_SURE_ANSWER : DANGER_AGAINST_A_GUESS;
}

/** The buddy, if the text names one. */
function named(
  text: string,
  read: BuddyWords | undefined,
  { learned, region }: { learned: Learned; region: string },
): BuddyWords | undefined {
  const found = findNames(text).filter((each) => isBelievable(each, learned));
  // "Ozohamba nami nguZanele": the first word of a text has a capital letter whatever it is
  const certain = found.filter(({ mark, name }) => mark !== 'first' || learn(name).of.named >= LIKELY);
  const [only, another] = certain.length > 0 ? certain : found;
  const name = another ? undefined : only?.name;
  if (read?.kind === 'named') {
    const best = name && isBetter(text, read.name, only as FoundName) ? name : read.name;
    // "my husband 082 555 0105"
    if (read.phone) return best === '' && isUnnamedBeside(text, learned) ? undefined : { ...read, name: best };
    if (best !== read.name) return { kind: 'named', name: best };
    return isDoubted(text, read.name, learned) ? undefined : read;
  }
  if (read?.kind === 'several' && name && !AND.test(text) && isOneOf(read.names, text)) return { kind: 'named', name };
  if (read) return undefined;
  if (another) return { kind: 'several', names: (certain.length > 0 ? certain : found).map((each) => each.name) };
  const alone = name ?? nameInSmallLetters(text, learned);
  if (alone === undefined) return undefined;
  const number = NUMBER.exec(text)?.[0];
  const typed = number === undefined ? undefined : readBuddyWords(number, region);
  return typed?.kind === 'named' && typed.phone ? { ...typed, name: alone } : { kind: 'named', name: alone };
}

/** "Faka uPieter wakwa 9" is Pieter, and "my better half, Anneline" is Anneline. A surname in small letters stays. */
function isBetter(text: string, read: string, { name, mark }: FoundName): boolean {
  if (read === '' || mark === 'prefix') return true;
  if (!text.includes(read)) return !read.toLowerCase().startsWith(name.toLowerCase());
  return read.endsWith(` ${name}`) && !/^(?:van|vd|der|den|de|du|la|le|von|\p{Lu})/u.test(read);
}

/** "Anton, he is strong": a comma does not always stand between two names. */
function isOneOf(parts: readonly string[], text: string): boolean {
  const [only, another] = findNames(text);
  if (!only || another || /\p{Lu}/u.test(text.slice(1).replace(only.name, ''))) return false;
  return parts.filter((part) => part.includes(only.name)).length === 1;
}

/** Whether a name that stands in a sentence is the buddy's. */
function isBelievable({ mark, isBesideRelation, isIntroduced }: FoundName, { of }: Learned): boolean {
  const somebody = of.named + of.unnamed;
  if (isBesideRelation && somebody >= (mark === 'first' ? SURE : LIKELY))
    return mark !== 'first' || of.named >= POSSIBLE;
  if (mark === 'first') return of.named >= LIKELY;
  if (of.named >= 0.5) return true;
  if (isIntroduced && mark === 'prefix') return of.other < 0.5 && of.later < 0.5 && of.nobody < 0.5;
  return isIntroduced && somebody >= LIKELY_ENOUGH_TO_ACT && of.named >= POSSIBLE;
}

function isUnnamedBeside(text: string, { of }: Learned): boolean {
  if (!/\p{L}{2}/u.test(text)) return false;
  return of.unnamed >= SURE || readRelation(text.replace(/\d+/g, ' ')) !== undefined;
}

/**
 * A word or two that say something else, or a sentence that names nobody. Only a capital letter inside the text is a name for sure:
 * phones write the first one.
 */
function isDoubted(text: string, name: string, { meaning, of }: Learned): boolean {
  const found = findNames(text);
  if (meaning === 'named' || found.some(({ mark }) => mark !== 'first')) return false;
  if (of[meaning] < LIKELY_ENOUGH_TO_ACT) return false;
  const isShort = wordsOf(text).length < FEWEST_WORDS_OF_A_SENTENCE;
  // Sam and Boy are names, too
  return (isShort ? of[meaning] >= SURE : !text.includes(name)) || (of[meaning] >= SURE && found.length === 0);
}

const COMES =
  /^(?:kom|sal|gaan|wil|is|will|comes|coming|joins|said|says|she|shes|he|hes|hy|sy|uthe|uza|uzo\p{L}+|uye\p{L}+|uyavuma|wase|frm|from|van|again|as)$/u;

/** "bongani kom saam", "mr fortuin". Many people never type a capital letter. */
function nameInSmallLetters(text: string, { of }: Learned): string | undefined {
  if (/\p{Lu}/u.test(text) || of.named + of.unnamed < 0.5) return undefined;
  const [first = '', second = ''] = simplifyText(text).split(' ');
  if (!/^\p{L}{3,}$/u.test(first) || isOrdinary(first) || !COMES.test(second)) return undefined;
  if (learn(first).of.named < SURELY_A_NAME) return undefined;
  const read = readBuddyWords(first, 'ZA');
  return read?.kind === 'named' ? read.name : undefined;
}

/** An answer that names nobody: nobody comes, nobody is known yet, or we ask for the name. */
function unnamed(text: string, read: BuddyWords | undefined, learned: Learned): BuddyWords | undefined {
  const { of } = learned;
  // "not yet"
  if (read?.kind === 'none' && isLikely(learned, 'later', SURE)) return { kind: 'open' };
  if (read && read.kind !== 'named') return read;
  // "can I come alone?" books nothing
  const isAsked = text.trimEnd().endsWith('?');
  if (!isAsked && (isLikely(learned, 'nobody', LIKELY_ENOUGH_TO_ACT) || saysNobody(text, learned)))
    return { kind: 'none' };
  if (isLikely(learned, 'later')) return { kind: 'open' };
  const isSomebody = isLikely(learned, 'unnamed') || isLikely(learned, 'named');
  const whose = whoseRelation(text);
  if (read?.kind === 'named' && read.phone)
    return { kind: 'relation', whose: readRelation(text.replace(/\d+/g, ' ')) ?? 'their' };
  if (isSomebody || (whose && of.named + of.unnamed >= LIKELY)) return { kind: 'relation', whose: 'their' };
  const isElse =
    isLikely(learned, 'notcoming', LIKELY_ENOUGH_TO_ACT) || isLikely(learned, 'other', LIKELY_ENOUGH_TO_ACT);
  return read && !isElse ? { kind: 'relation', whose: whose ?? 'their' } : undefined;
}

/** "Nobody, my husband works tonight", "just my dog". */
function saysNobody(text: string, { meaning, of }: Learned): boolean {
  if (meaning === 'later' || meaning === 'named' || meaning === 'notcoming' || findNames(text).length > 0) return false;
  const typed = simplifyText(text);
  if (ANIMAL.test(typed)) return of.other < LIKELY && !text.includes('?');
  if (beginsWithNobody(text)) return of.unnamed < LIKELY;
  return (
    of.nobody >= LIKELY &&
    /(?<!\p{L})(?:niemand|nobody|no one|no-one|none|akekho|akukho|ngedwa|ndedwa|alone|alleen)(?!\p{L})/u.test(typed)
  );
}

function isLink(text: string): boolean {
  const typed = text.trim().slice(0, LONGEST_LINK);
  return !/\s/.test(typed) && /\.\p{L}/u.test(typed);
}
