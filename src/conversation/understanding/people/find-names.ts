import { wordSet } from '#src/conversation/understanding/word-set.ts';
import { isFrameWord } from './buddy-frame.ts';
import { isRelationWord } from './buddy-relations.ts';
import { hasNoNameWords } from './no-name-words.ts';
import { personName } from './person-name.ts';

/** A name that a sentence has, and what speaks for it. */
export interface FoundName {
  name: string;
  /**
   * `prefix`: isiZulu and isiXhosa mark it as a person: `uVusi`, `noThulani`. `capital`: only names have a capital letter inside a
   * sentence. `first`: phones begin every sentence with one, so it says little.
   */
  mark: 'prefix' | 'capital' | 'first';
  /** "My brother Dawid", "Moira, my friend". */
  isBesideRelation: boolean;
  /** "With Dawid", "I take Dawid". */
  isIntroduced: boolean;
}

/** A longer text is a story. */
const LONGEST = 400;
const MOST_WORDS = 4;
/** So many words may stand between a relation and the name: "my brother in law, uVusi". */
const MOST_BETWEEN = 4;
/** So many words before a name can deny it: "not with Sipho". */
const MOST_OF_A_DENIAL = 3;

const PREFIX = /^(?:(?:(?:kuse|ise|ikwa|ibe|i)?ngu(?:no)?|(?:ndi|ngi|si)?no|wo|u)-?)(?=\p{Lu}\p{Ll})/u;
/** "u Vusi", "ndim no Bradley": the prefix was typed as a word. */
const PREFIX_APART = wordSet('u no ngu nguno wo');
const CAPITAL = /^\p{Lu}['’]?(?:\p{Lu}?\p{Ll}|['’-](?=\p{L}))+(?:\p{Lu}\p{Ll}+)?$/u;
const POSSESSIVE = /['’]s?$/u;
/** A title belongs to the name that follows. Only after these may that be in lower case. */
const TITLE = wordSet('mr mrs ms miss dr mnr mev mej mevrou meneer juffrou ds');
const TITLE_OF_FAMILY = wordSet(
  'oom tannie uncle aunty auntie aunt tant tata mama gogo prof pastor constable sgt sersant kaptein',
);
const PARTICLES = wordSet('van der den de du le la von');
/** Between these and the end of the clause there is a place, a firm or somebody else. */
const BEFORE_A_PLACE = wordSet(
  'from frm in at near behind opposite off of to around across the a an die n uit op naby langs agter by for e ese ase wase kwa ' +
    'wakwa kwi se into outside via ka is-my street',
);
const PLACE = wordSet('street str road rd ave avenue close lane drive crescent park flats court straat weg laan nek');
const INTRODUCES = wordSet(
  'with wth and en n met saam bring bringing brings take taking vir put add faka bhala think dink dis be called named name naam ' +
    'weer again ndithatha ngithatha sithatha thatha ndiza ngiza ngizohamba ndizohamba ndiyahamba choose make',
);
const BETWEEN = wordSet(
  'in law inlaw wam wami wethu omkhulu omncane omncinci omdala oldest eldest youngest big little older younger is called named name ' +
    'naam old lo lowo se my genaamd ogama lakhe oudste jongste groot klein skoon',
);
const BEHIND = wordSet("my is he's she's hes shes he she a n ungu ngu die dis our the lo");
const DENIES_BEFORE = wordSet('not nie without except instead akusiye andinguye akunguye no');
const REPLACED = wordSet('swop swap switch replace remove drop');
const DENIES_BEHIND = wordSet(
  "can't cant cannot won't wont isn't isnt akakwazi akezi akazi akavumi akafuni akasakwazi asoze cancelled bailed declined",
);
const DENIAL_IN_AFRIKAANS = wordSet('kan wil sal gaan');
/** Words with a capital letter that name nobody, and words with which people begin. */
const NO_PERSON = wordSet(
  'whatsapp facebook sms cctv google telegram facetime uber shoprite checkers spar woolworths pick pay eskom telkom vodacom capitec ' +
    'january february march april june july august september october november december januarie februarie maart mei junie julie ' +
    'augustus oktober desember maandag dinsdag woensdag donderdag vrydag saterdag sondag monday tuesday wednesday thursday friday ' +
    'saturday sunday mvulo sonto mgqibelo cawa christmas easter bible god jesus nkulunkulu thixo english afrikaans zulu xhosa sotho ' +
    'isizulu isixhosa joburg johannesburg durban pretoria capetown limpopo gauteng soweto khayelitsha jozi kapa thekwini ' +
    'definitely probably hopefully maybe possibly actually usually always same usual prob thinking lekker awesome sharp sho eish ' +
    'hayibo haibo wow shame ag ai jis yoh yho hmm well oh ah um mmm sos noted perfect congratulations watch neighbourhood patrol cpf church school ' +
    'shop complex security guard police doctor nurse teacher captain constable sergeant somebody anybody both weer again sit bring ' +
    'vat put add book faka bhala will would shall ngizoba ndiza ngiza another ask asking must prefer walking driving riding taking ' +
    'unfortunately regrettably apologies tonight daar hier niks almal iemand niemand wena thina bona yena lona leyo lowo umuntu abantu',
);

interface Word {
  /** Without the signs around it. */
  typed: string;
  plain: string;
  startsSentence: boolean;
  /** A sign stands behind it. */
  endsClause: boolean;
}

/**
 * The names of persons that a sentence has, by their capital letters and the prefixes of isiZulu and isiXhosa. A name that is denied,
 * a place, and somebody whose brother or house it is are left out. Takes linear time.
 */
export function findNames(text: string): FoundName[] {
  const all = wordsIn(text.slice(0, LONGEST));
  // nothing can be told from a text in capitals
  if (all.every(({ typed }) => !/\p{Ll}/u.test(typed))) return [];
  const isTitled = all.length > MOST_WORDS && all.every(({ typed }) => !/^\p{Ll}/u.test(typed));
  const found: FoundName[] = [];
  for (let at = 0; at < all.length; at += 1) {
    const name = nameAt(all, at);
    if (!name) continue;
    const isUsable = !isDenied(all, at, name.end) && !isOfPlace(all, at, name.end);
    const mark = name.isPrefixed ? 'prefix' : isTitled || all[name.start]?.startsSentence ? 'first' : 'capital';
    const read = isUsable ? personName(name.typed) : undefined;
    if (read) {
      const isIntroduced = INTRODUCES.has(all[at - 1]?.plain ?? '');
      found.push({ name: read, mark, isIntroduced, isBesideRelation: isBesideRelation(all, at, name.end) });
    }
    at = name.end - 1;
  }
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

function wordsIn(text: string): Word[] {
  const all: Word[] = [];
  let startsSentence = true;
  for (const part of text.split(/\s+/)) {
    const [typed = ''] = /\p{L}[\p{L}'’-]*/u.exec(part) ?? [];
    const end = typed ? part.slice(part.indexOf(typed) + typed.length) : part;
    // "J." is an initial
    const endsSentence = /[.!?\n]/u.test(end) && typed.length > 1;
    if (!typed) {
      startsSentence ||= endsSentence || /[.!?]/u.test(part);
      const last = all.at(-1);
      if (last) last.endsClause = true;
      continue;
    }
    all.push({
      typed,
      plain: plainOf(typed),
      startsSentence,
      endsClause: /[^\s.]|\.\S|\.$/u.test(end) && typed.length > 1,
    });
    startsSentence = endsSentence;
  }
  return all;
}

function plainOf(typed: string): string {
  return typed.replace(/’/g, "'").toLowerCase();
}

interface NameAt {
  typed: string;
  /** The index of its first word behind a title. */
  start: number;
  /** The index of the first word behind it. */
  end: number;
  isPrefixed: boolean;
}

function nameAt(all: readonly Word[], at: number): NameAt | undefined {
  const first = all[at] as Word;
  const hasTitle = TITLE.has(first.plain) || TITLE_OF_FAMILY.has(first.plain);
  const start = hasTitle ? at + 1 : at;
  const word = all[start];
  if (!word || (hasTitle && first.endsClause && !first.typed.endsWith('.') && !TITLE.has(first.plain)))
    return undefined;
  const prefix = PREFIX.exec(word.typed)?.[0] ?? '';
  const isApart = start > 0 && !hasTitle && PREFIX_APART.has(all[start - 1]?.plain ?? '');
  const bare = word.typed.slice(prefix.length);
  const isName =
    isNameWord(bare, prefix !== '') ||
    (TITLE.has(first.plain) && hasTitle && /^\p{Ll}{3,}$/u.test(bare) && !isOrdinary(bare));
  if (!isName) return undefined;
  const typed = hasTitle && !prefix ? [withCapital(first.typed), withCapital(bare)] : [bare];
  let end = start + 1;
  while (end < all.length && typed.length < MOST_WORDS && !(all[end - 1] as Word).endsClause) {
    const particles = particlesAt(all, end);
    const next = all[end + particles.length];
    if (!next || !isNameWord(next.typed)) break;
    typed.push(...particles, next.typed);
    end += particles.length + 1;
  }
  if (POSSESSIVE.test(typed.at(-1) ?? '')) return undefined;
  return { typed: typed.join(' '), start, end, isPrefixed: prefix !== '' || isApart };
}

function particlesAt(all: readonly Word[], from: number): string[] {
  const [one, two] = all.slice(from, from + 2).map(({ plain }) => plain);
  if (!one || !PARTICLES.has(one)) return [];
  return two && PARTICLES.has(two) ? [one, two] : [one];
}

function isNameWord(typed: string, isPrefixed = false): boolean {
  if (!CAPITAL.test(typed)) return false;
  const plain = plainOf(typed);
  // "uSiyabonga" is a person, and "Siyabonga" may be thanks
  return isPrefixed
    ? !NO_PERSON.has(plain) && !isRelationWord(plain) && !isRelationWord(`u${plain}`)
    : !isOrdinary(typed);
}

/** Whether the word names nobody: "My", "Saturday", "Brother". */
export function isOrdinary(typed: string): boolean {
  const plain = plainOf(typed);
  return NO_PERSON.has(plain) || hasNoNameWords(plain) || isRelationWord(plain) || isFrameWord(plain);
}

function withCapital(word: string): string {
  return word.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

function isDenied(all: readonly Word[], at: number, end: number): boolean {
  if (REPLACED.has(all[at - 1]?.plain ?? '')) return true;
  for (let before = at - 1; before >= Math.max(0, at - MOST_OF_A_DENIAL); before -= 1) {
    const { plain, endsClause } = all[before] as Word;
    if (endsClause) break;
    // "mna no Xolani" is with him
    if (DENIES_BEFORE.has(plain) && !(plain === 'no' && before > 0)) return true;
  }
  if ((all[end - 1] as Word).endsClause) return false;
  const [one, two, three] = all.slice(end, end + 3).map(({ plain }) => plain);
  if (DENIES_BEHIND.has(one ?? '') || one === 'nie') return true;
  if (DENIAL_IN_AFRIKAANS.has(one ?? '') && (two === 'nie' || three === 'nie')) return true;
  return (
    (one === 'is' || one === 'has') &&
    (two === 'not' || DENIES_BEHIND.has(two ?? '') || two === 'sick' || two === 'away')
  );
}

/** "From Observatory", "Oak Street", "Thabo se broer". */
function isOfPlace(all: readonly Word[], at: number, end: number): boolean {
  const before = all[at - 1];
  const isSwap = all.some(
    ({ plain }) => plain === 'swop' || plain === 'swap' || plain === 'switch' || plain === 'change',
  );
  if (before && !before.endsClause && BEFORE_A_PLACE.has(before.plain) && !(isSwap && before.plain === 'for')) {
    // "its gonna be me n Lihle"
    const isAnd = before.plain === 'n' && /^(?:me|i|ek|mna|mina|us)$/.test(all[at - 2]?.plain ?? '');
    if (!isAnd) return true;
  }
  if (before?.plain === 'van' && !before.endsClause) return true;
  const last = all[end - 1] as Word;
  if (PLACE.has(last.plain)) return true;
  const next = all[end];
  return !last.endsClause && next !== undefined && (PLACE.has(next.plain) || next.plain === 'se');
}

function isBesideRelation(all: readonly Word[], at: number, end: number): boolean {
  if (TITLE_OF_FAMILY.has((all[at] as Word).plain)) return true;
  for (let before = at - 1; before >= Math.max(0, at - MOST_BETWEEN - 1); before -= 1) {
    const { plain, typed } = all[before] as Word;
    if (isRelationWord(plain)) return true;
    if (!BETWEEN.has(plain) && !TITLE.has(plain) && !PREFIX_APART.has(typed)) break;
  }
  for (const { plain } of all.slice(end, end + MOST_BETWEEN)) {
    if (isRelationWord(plain)) return true;
    if (!BEHIND.has(plain)) break;
  }
  return false;
}
