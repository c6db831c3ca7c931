import type { Circumstances, ItemWords, TimeRange } from '#src/conversation/events.ts';
import { findTimeWords } from '#src/conversation/understanding/times/find-time-words.ts';
import { wordSet } from '#src/conversation/understanding/word-set.ts';
import { cardinalOf, clockAt, ordinalOf, type Token, tokenize } from './item-tokens.ts';

const LONGEST = 300;
const MOST_PLACES = 5;

const ENDS_CLAUSE = wordSet(', . ; ! ? but maar kodwa so then dan daarom rather eerder liewer instead');
const REASON = wordSet(
  'because bcos cos since as if unless omdat solank sodat ngoba kuba ngenxa uma xa ukuba njengoba',
);
/** Afrikaans "want" is "because", English "want" is not. */
const AFTER_WANT = wordSet('ek my ons dit dis die hy sy dan hulle');
const BEFORE_WANT = wordSet('i we you u do really just would');
/** The whole clause says what does not suit. */
const DENIES = wordSet(
  "not can't cant cannot don't dont won't wont isn't isnt doesn't doesnt nie geen none neither except already off af cancel release remove withdraw drop kanselleer ngeke angikwazi andikwazi",
);
/** "No" before an answer, and "not" before what does not suit: "hhayi eyokuqala". */
const NGUNI_NO = wordSet('hhayi hayi');
const BEFORE_NOT = wordSet("why if is are am it's its i'm im will do does did can could would that's thats");

const SPAN = wordSet('to too tot till til until - – — kuya ukuya');
const BEFORE_SPAN_END = wordSet('ku ko ngo ka kuka');
const AT = wordSet(
  'at @ om ngo ka nga from vanaf by around ngentsimbi ngehora entsimbi hora yehora ngehola start starts begin begins iqala eqala',
);
const HOUR_WORDS = wordSet('ngentsimbi ngehora entsimbi hora yehora ngehola');
const NOT_THAT_TIME = wordSet('till til until tot before after past na voor ngaphambi emva kuze');
/** "2 hours", "two men", "one of us" */
const COUNTED = wordSet(
  'of van hours hour hrs ure uur minutes min people ppl men women guys kids children boys girls friends weeks week wks months month ' +
    'years year days day nights shifts times time mense mans kinders jaar dae weke maande skofte aande % x / thing aid name weekend names step',
);
const FOR = wordSet('me us my him her mom mum da the ur your all');
const MONTHS = wordSet(
  'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december ' +
    'januarie februarie maart mei junie julie augustus oktober desember',
);
/** A number right behind these letters is still an item: "u2", "nr2". */
const BEFORE_NUMBER = wordSet(
  'u i yi no nr num number nommer inombolo nombolo namba inamba option opsie ngo ku kwi ka',
);
const NUMBERED = wordSet('no nr num number nommer inombolo nombolo namba inamba option opsie # item');
const ORDINAL_ENDS = wordSet('st nd rd th de ste');
const DETERMINERS = wordSet('the that this those die daai daardie hierdie le leyo leya lo which');
/** "The middle of the week" is none of "the second of the three". */
const LISTED = wordSet('those these hierdie daardie three drie list lys');
/** "The other two", "we two", "the second of the three" */
const BEFORE_COUNT = wordSet('of van other others ander both all al ons we us next these those');
const ENDING = wordSet('ends end finish finishes finishing eindig ophela iphela iphelela ephela ephelela');
const ONE = wordSet('1 one een ene ones');
/** "One" behind another word is no number: "the next one". */
const BEFORE_ONE = wordSet(
  "yes yeah ja yebo ewe ok okay take want have do for book me i'll vat neem vir wil doen is boek please asb thathe ngithatha ndithatha",
);
const SHIFT = wordSet('shift slot skof time patrol');
const EARLY = wordSet('early earlier earliest vroeg vroee vroeer vroegste');
const LATE = wordSet('late later latest laat latere laatste');
const TOO = wordSet('too te so very');
const DAYS = wordSet(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today tonight tonite tomorrow night nite ' +
    'maandag dinsdag woensdag donderdag vrydag saterdag sondag vanaand more',
);
const AFTER_LAST = wordSet('night nite week time month year weekend');
const SPANS = new Set<TimeRange['name']['span']>(['day', 'night', 'tonight', 'tomorrowNight', 'morning']);

/** Words that change nothing, beside those that the caller knows. */
const BESIDE = wordSet(
  "on at for in from of op om van se list lys lysie uluhlu kuluhlu ohlwini slot slots patrol s'n no nee cha hayi actually sorry ons vi vir fyn sal dan then but " +
    'not only just rather eerder maar liewer leyo le leya lena kule kuleyo leyo lo u i ku ngo ka ye ya yi iqala eqala starts begins starting ' +
    'that this those die daai daardie hierdie 1 one een ene ones shift can could me us mna mina we able free n and en iyangilungela ingilungele ' +
    'ndiyayithatha ngiyayithatha ngiyithatha ngithathe ndithathe ilungile iright uright right sharp definitely pse seblief thx tx tnx torho wethu namba inamba kwazo kuzo zonke - # @ , . ; ! ?',
);

interface Clause {
  places: (number | 'middle' | 'last' | 'early' | 'late')[];
  times: Pick<ItemWords, 'begins' | 'ends'>[];
  rest: string[];
  isDenied: boolean;
  /** Some words are neither about an item nor without a meaning. */
  hasOthers: boolean;
}

export interface FoundItem {
  item: ItemWords;
  /** Every word belongs to it. */
  isWhole: boolean;
}

/**
 * What the words say about an item of the list: its place, when it begins, its day. If they say two things of one kind, the
 * item is empty, and the sender has to choose. Undefined: they say nothing about an item.
 */
export function findItemWords(
  text: string,
  circumstances: Circumstances,
  beside: ReadonlySet<string> = new Set(),
): FoundItem | undefined {
  if (text.length > LONGEST) return undefined;
  const tokens = tokenize(text);
  const clauses = splitClauses(tokens).map(readClause);
  const said = clauses.map((clause) => ({ ...clause, ...readDays(clause.rest, circumstances) }));
  const isWhole = said.every(
    ({ hasOthers, others }) =>
      !hasOthers && others.every((word) => BESIDE.has(word) || DENIES.has(word) || beside.has(word)),
  );
  const meant = said.filter(({ isDenied }) => !isDenied);
  const denied = said.filter(({ isDenied }) => isDenied).flatMap(({ places }) => places);
  const placed = meant.filter(({ places }) => places.length > 0);
  // "the last one, Monday is a holiday": a place says more than a day in another part of the sentence
  const isExact = placed.some(({ places }) => places.some((place) => place !== 'early' && place !== 'late'));
  const counting = isExact ? placed : meant;
  const places = [...new Set(placed.flatMap((clause) => clause.places))];
  const times = distinct(counting.flatMap((clause) => clause.times));
  const days = distinct(counting.flatMap((clause) => clause.days));
  if (places.length + times.length + days.length === 0) return undefined;
  const [place, when] = [places[0], days[0]];
  const isTwofold =
    places.length > 1 || times.length > 1 || days.length > 1 || places.some((one) => denied.includes(one));
  const item: ItemWords = isTwofold ? {} : { ...(place && { place }), ...times[0], ...(when && { when }) };
  return { item, isWhole };
}

function distinct<Value>(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Reasons are left out: "because Siya can only do Sundays". */
function splitClauses(tokens: readonly Token[]): { tokens: Token[]; isReason: boolean }[] {
  const clauses: { tokens: Token[]; isReason: boolean }[] = [{ tokens: [], isReason: false }];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const isInNumber = /^[.,]$/.test(token.word) && token.isGlued && next?.isGlued && /^\d/.test(next.word);
    const isNot = token.word === 'not' && index > 0 && !BEFORE_NOT.has(tokens[index - 1]?.word ?? '');
    if (isReason(tokens, index)) clauses.push({ tokens: [], isReason: true });
    else if (ENDS_CLAUSE.has(token.word) && !isInNumber) clauses.push({ tokens: [], isReason: false });
    // "the second, not the first"
    else if (isNot) clauses.push({ tokens: [token], isReason: false });
    else clauses.at(-1)?.tokens.push(token);
  }
  return clauses.filter(({ tokens, isReason }) => tokens.length > 0 || isReason);
}

function isReason(tokens: readonly Token[], index: number): boolean {
  const { word } = tokens[index] as Token;
  const [before = '', next = ''] = [tokens[index - 1]?.word, tokens[index + 1]?.word];
  if (word === 'want') return AFTER_WANT.has(next) && !BEFORE_WANT.has(before);
  if (word === 'as' && (next === 'well' || before === 'as')) return false;
  return REASON.has(word);
}

function readClause({ tokens, isReason }: { tokens: Token[]; isReason: boolean }): Clause {
  const clause: Clause = { places: [], times: [], rest: [], isDenied: isReason, hasOthers: isReason };
  const isDenial = ({ word }: Token, index: number) => {
    const next = tokens[index + 1]?.word ?? '';
    // "no 2" is a number, "no to sunday" is none
    if (NGUNI_NO.has(word)) return ordinalOf(next) !== undefined;
    return DENIES.has(word) ? next !== 'mind' : word === 'no' && (next === 'to' || next === 'for');
  };
  if (tokens.some(isDenial)) clause.isDenied = true;
  return readTokens(tokens, clause);
}

function readTokens(tokens: readonly Token[], clause: Clause): Clause {
  for (let index = 0; index < tokens.length; ) index = readToken(tokens, index, clause);
  return clause;
}

/** Adds what begins with this token to the clause. Gives the index of the next one. */
function readToken(tokens: readonly Token[], index: number, clause: Clause): number {
  const at = (offset: number) => tokens[index + offset]?.word ?? '';
  const word = at(0);
  if (/^\d/.test(word) && tokens[index + 1]?.isGlued && ORDINAL_ENDS.has(at(1))) {
    const number = Number(word);
    // "1st" is an item, "29th" and "1st of December" are days
    if (number <= MOST_PLACES && !MONTHS.has(at(2)) && at(2) !== 'of') clause.places.push(number);
    else clause.rest.push(`${word}${at(1)}`);
    return index + 2;
  }
  const clock = clockAt(tokens, index);
  if (clock) return readNumber(tokens, index, clause, clock);
  const ordinal = ordinalOf(word);
  if (ordinal !== undefined) {
    // "the second of the three"
    const isCounted = COUNTED.has(at(1)) && at(1) !== 'of' && at(1) !== 'van';
    if (HOUR_WORDS.has(at(-1)) && typeof ordinal === 'number') {
      clause.times.push({ begins: { hours: [ordinal, ordinal + 12], minute: 0 } });
    } else if (
      isCounted ||
      isPartOfDate(at(1), at(2) === 'the' || at(2) === 'die' ? at(3) : at(2)) ||
      (ordinal === 'last' && (AFTER_LAST.has(at(1)) || isLastDay(at(1), at(2))))
    ) {
      clause.hasOthers = true;
      return index + 2;
    } else clause.places.push(ordinal);
    return index + 1;
  }
  if (EARLY.has(word) || LATE.has(word)) {
    const isItem = ONE.has(at(1)) || SHIFT.has(at(1)) || DAYS.has(at(1)) || DETERMINERS.has(at(-1)) || at(-1) === 'se';
    if (isItem && !TOO.has(at(-1))) clause.places.push(EARLY.has(word) ? 'early' : 'late');
    else clause.hasOthers = true;
    return index + 1;
  }
  clause.rest.push(word);
  return index + 1;
}

/** "The first of December", "the middle of the night" */
function isPartOfDate(next: string, behind: string): boolean {
  return MONTHS.has(next) || ((next === 'of' || next === 'van') && !LISTED.has(behind));
}

/** "Last Sunday" is over. "The last Sunday one" is not. */
function isLastDay(next: string, behind: string): boolean {
  return DAYS.has(next) && !ONE.has(behind) && !SHIFT.has(behind);
}

function readNumber(
  tokens: readonly Token[],
  index: number,
  clause: Clause,
  { time, next, isCertain }: NonNullable<ReturnType<typeof clockAt>>,
): number {
  const at = (offset: number) => tokens[index + offset]?.word ?? '';
  const { word, isGlued } = tokens[index] as Token;
  const before = at(-1) === '-' ? at(-2) : at(-1);
  const behind = tokens[next]?.word ?? '';
  const end = SPAN.has(behind)
    ? clockAt(tokens, BEFORE_SPAN_END.has(tokens[next + 1]?.word ?? '') ? next + 2 : next + 1)
    : undefined;
  if (NOT_THAT_TIME.has(before)) clause.hasOthers = true;
  else if (end) clause.times.push({ begins: time, ends: end.time });
  else if ((isCertain || AT.has(before)) && tokens.some(({ word }) => ENDING.has(word)))
    clause.times.push({ ends: time });
  else if (isCertain || AT.has(before)) clause.times.push({ begins: time });
  else return readBareNumber(tokens, index, clause, { word, isGlued, before });
  return end?.next ?? next;
}

function readBareNumber(
  tokens: readonly Token[],
  index: number,
  clause: Clause,
  { word, isGlued, before }: Token & { before: string },
): number {
  const behind = tokens[index + 1];
  const next = behind?.word ?? '';
  const determined = DETERMINERS.has(before) ? (tokens[index - 2]?.word ?? '') : before;
  const number = cardinalOf(word) ?? 0;
  const isPartOfWord =
    (isGlued && /^\p{L}/u.test(before) && !BEFORE_NUMBER.has(before)) || (behind?.isGlued && /^\p{L}/u.test(next));
  if (word === '4' && FOR.has(next)) clause.rest.push('for');
  else if (COUNTED.has(next) || isPartOfWord || BEFORE_COUNT.has(determined)) clause.hasOthers = true;
  else if (MONTHS.has(next) || MONTHS.has(before) || number > 12) clause.rest.push(word);
  else if (ONE.has(word) && isPronoun(word, before, clause)) clause.rest.push('one');
  else if (number > 7 && clause.rest.concat(next).some((one) => DAYS.has(one)) && !NUMBERED.has(before))
    clause.times.push({ begins: { hours: [number % 12, (number % 12) + 12], minute: 0 } });
  else clause.places.push(number);
  return index + 1;
}

/** "The late 1", "the Sunday one", "that one": not the number. */
function isPronoun(word: string, before: string, { places, times }: Clause): boolean {
  if (DAYS.has(before) || DETERMINERS.has(before)) return true;
  if (EARLY.has(before) || LATE.has(before) || ordinalOf(before) !== undefined || ORDINAL_ENDS.has(before)) return true;
  if (NUMBERED.has(before)) return false;
  return places.length + times.length > 0 || (/\p{L}/u.test(before) && !BEFORE_ONE.has(before) && word !== '1');
}

/** The days and nights that the words name, and the words that are left. */
function readDays(rest: readonly string[], { now, zone }: Circumstances): { days: TimeRange[]; others: string[] } {
  let left = rest.join(' ');
  const days: TimeRange[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    const found = findTimeWords(left, now, zone);
    if (!found) break;
    left = left.replace(found.words, ' ');
    if (found.when.kind === 'range' && SPANS.has(found.when.name.span)) days.push(found.when);
  }
  return { days, others: left.split(' ').filter(Boolean) };
}
