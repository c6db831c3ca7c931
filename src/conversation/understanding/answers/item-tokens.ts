import type { ItemTime } from '#src/conversation/events.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';

/** A word, a number or a sign. `isGlued`: nothing stands between it and the token before. */
export interface Token {
  word: string;
  isGlued: boolean;
}

const ACCENTS = /\p{M}/gu;
const TOKEN = /\d+|\p{L}+(?:'\p{L}+)*|[^\s\p{L}\d]/gu;
const PHONE_NUMBER = /\+?\d[\d\s()-]{7,18}\d/g;
/** "1 noSiya": with Siya. */
const WITH_A_NAME = /(?<!\p{L})n[oae]\p{Lu}\p{Ll}+/gu;

/** The words of days and halves of the day with their prefixes, which isiZulu and isiXhosa have in many forms. */
const DAYS: [RegExp, string][] = [
  [/^(?:[a-z]{0,4}n)g[aeo]?(?:sonto|cawe|cawa|sunday)$|^[eiy]?[iy]?e?(?:cawe|cawa|sunday)$|^isonto$/, 'sunday'],
  [/^[a-z]{0,5}?(?:mgqibelo|saturday)$/, 'saturday'],
  [/^[a-z]{0,5}?(?:lwesihlanu|friday)$/, 'friday'],
  [/^[a-z]{0,5}?lwesine$/, 'thursday'],
  [/^[a-z]{0,5}?lwesithathu$/, 'wednesday'],
  [/^[a-z]{0,5}?lwesibi[ln]i$/, 'tuesday'],
  [/^[a-z]{0,5}?(?:msombuluko|mvulo)$/, 'monday'],
  [/^[a-z]{0,3}?(?:namuhla|namhlanje|namhla)$/, 'today'],
  [/^(?:ebusuku|midnag)$/, 'night'],
];
const MIDNIGHT_ALONE = new Set('midnight midnite midnyt midnigt middernag middernagte'.split(' '));
/** "In the middle of the night", which is 00:00. */
const MIDNIGHT_IN_TWO: [RegExp, RegExp][] = [
  [/phakathi$/, /^(?:kwamabili|kwamabil|kobusuku|kwobusuku)$/],
  [/zinzulwini$/, /^(?:zobusuku|zasebusuku)$/],
];

export function tokenize(text: string): Token[] {
  const bare = text.replace(WITH_A_NAME, ' ').replace(PHONE_NUMBER, ' ');
  const typed = normalize(simplifyText(bare), 'NFKD').replace(ACCENTS, '');
  let end = 0;
  const tokens = [...typed.matchAll(TOKEN)].map((match) => {
    const isGlued = match.index === end && end > 0;
    end = match.index + match[0].length;
    return { word: evenWord(match[0]), isGlued };
  });
  return joinNights(joinMidnights(tokens));
}

function evenWord(typed: string): string {
  const word = typed.length > 3 ? typed.replace(/'s$/, '') : typed;
  if (MIDNIGHT_ALONE.has(word)) return 'midnight';
  return DAYS.find(([pattern]) => pattern.test(word))?.[1] ?? word;
}

function joinMidnights(tokens: Token[]): Token[] {
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1]?.word ?? '';
    const next = tokens[index + 1]?.word ?? '';
    if (MIDNIGHT_IN_TWO.some(([first, second]) => first.test(before) && second.test(token.word))) return [];
    const begins = MIDNIGHT_IN_TWO.some(([first, second]) => first.test(token.word) && second.test(next));
    return [begins ? { ...token, word: 'midnight' } : token];
  });
}

/** "Namuhla ebusuku" */
function joinNights(tokens: Token[]): Token[] {
  return tokens.flatMap((token, index) => {
    if (token.word === 'night' && tokens[index - 1]?.word === 'today') return [];
    const isTonight = token.word === 'today' && tokens[index + 1]?.word === 'night';
    return [isTonight ? { ...token, word: 'tonight' } : token];
  });
}

const CARDINALS = new Map<string, number>();
const COUNTS = [
  'one een ene eentjie enetjie wani',
  'two twee kubili',
  'three drie kuthathu thathu',
  'four vier',
  'five vyf',
  'six ses',
  'seven sewe',
  'eight agt',
  'nine nege',
  'ten tien',
  'eleven elf',
  'twelve twaalf',
];
for (const [index, words] of COUNTS.entries()) for (const word of words.split(' ')) CARDINALS.set(word, index + 1);

const ORDINALS = new Map<string, number | 'middle' | 'last'>();
const ORDER: [number | 'middle' | 'last', string][] = [
  [1, 'first 1st eerste top boonste'],
  [2, 'second 2nd tweede twede'],
  [3, 'third 3rd derde'],
  [4, 'fourth 4th vierde'],
  [5, 'fifth 5th vyfde'],
  [6, 'sixth 6th sesde'],
  [7, 'seventh 7th sewende'],
  ['middle', 'middle middelste ephakathi ophakathi yaphakathi esephakathi'],
  [
    'last',
    'last laaste bottom onderste engezansi ngezansi elingezansi engaphansi isezantsi ezantsi esezantsi engezantsi',
  ],
];
for (const [place, words] of ORDER) for (const word of words.split(' ')) ORDINALS.set(word, place);
/** `eyesibili`, `kweyesibini`, `owokuqala`. Not `ngolwesibili`, which is Tuesday. */
const NGUNI =
  /^(?:kw)?(?:[eoaui]|le|lo|ku|na|no)?(?:y|w|l|s|k|kw)?[oeia](kuqala|sibili|sibini|sithathu|sine|sihlanu|sithupha|sithandathu|sikhombisa|sixhenxe|kugcina|kugqibela|kuphela)$/;
const NGUNI_PLACES: Record<string, number | 'last'> = {
  ...{
    kuqala: 1,
    sibili: 2,
    sibini: 2,
    sithathu: 3,
    sine: 4,
    sihlanu: 5,
    sithupha: 6,
    sithandathu: 6,
    sikhombisa: 7,
    sixhenxe: 7,
  },
  ...({ kugcina: 'last', kugqibela: 'last', kuphela: 'last' } as const),
};

export function ordinalOf(word: string): number | 'middle' | 'last' | undefined {
  const stem = NGUNI.exec(word)?.[1];
  return ORDINALS.get(word) ?? (stem === undefined ? undefined : NGUNI_PLACES[stem]);
}

export function cardinalOf(word: string): number | undefined {
  return CARDINALS.get(word) ?? (/^\d{1,2}$/.test(word) ? Number(word) : undefined);
}

const MORNING = new Set('am vm ekuseni kusasa'.split(' '));
const AFTERNOON = new Set('pm nm'.split(' '));
const OF_THE_CLOCK = new Set("uur o'clock oclock h".split(' '));

export interface ClockTokens {
  time: ItemTime;
  /** The first token behind it. */
  next: number;
  /** It can be nothing but a time: "2am", "02:00", "2uur". */
  isCertain: boolean;
}

/** A time that begins with this token. */
export function clockAt(tokens: readonly Token[], from: number): ClockTokens | undefined {
  const word = tokens[from]?.word ?? '';
  if (word === 'midnight') return { time: { hours: [0], minute: 0 }, next: from + 1, isCertain: true };
  const inOneWord = /^(\p{L}{3,6})uur$/u.exec(word)?.[1];
  const hour = cardinalOf(inOneWord ?? word);
  if (hour === undefined || hour > 24) return undefined;
  const minutes = minutesAt(tokens, from + 1);
  let next = minutes === undefined ? from + 1 : from + 3;
  let isCertain = inOneWord !== undefined || minutes !== undefined || /^0\d?$/.test(word);
  let half: 'morning' | 'afternoon' | undefined;
  for (; next < tokens.length; next += 1) {
    const behind = tokens[next]?.word ?? '';
    if (MORNING.has(behind)) half = 'morning';
    else if (AFTERNOON.has(behind)) half = 'afternoon';
    else if (!OF_THE_CLOCK.has(behind) && !(behind === 'midnight' && hour === 12)) break;
    if (behind === 'midnight') half = 'morning';
    isCertain = true;
  }
  return { time: { hours: hoursOf(hour, word, half), minute: minutes ?? 0 }, next, isCertain };
}

function minutesAt(tokens: readonly Token[], from: number): number | undefined {
  const [sign, minutes] = [tokens[from], tokens[from + 1]];
  if (!sign || !minutes?.isGlued || !sign.isGlued || !/^[:.h]$/.test(sign.word)) return undefined;
  return /^[0-5]\d$/.test(minutes.word) ? Number(minutes.word) : undefined;
}

function hoursOf(hour: number, typed: string, half: 'morning' | 'afternoon' | undefined): number[] {
  if (hour > 12 || /^0/.test(typed)) return [hour % 24];
  const morning = hour % 12;
  if (half) return [half === 'morning' ? morning : morning + 12];
  return [morning, morning + 12];
}
