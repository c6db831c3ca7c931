/** One character of each kind that our patterns tell apart. */
export const CHARACTERS = [
  ...['-', '–', ' ', '\n', '\t', '\u00a0', '(', ')', '[', '0', '1', '7', 'a', 's', 'A', 'é', 'ß', 'İ', '中', '٣', '_'],
  ...[',', '.', "'", '’', '"', '?', '!', ':', ';', '/', '\\', '+', '*', '#', '@', '%', '&', '=', '<', '$', '~', '…'],
  ...['😀', '👍🏽', '👨\u200d', '🆘', '\u0301', '\ufe0f', '\u200d', '\u20e3', '\ud800', '\u2028', '\ufdfa', 'ﬃ', 'ｶﾞ'],
];

/** Phrases that people might repeat, and pairs that two parts of a pattern could both match. */
const PHRASES = [
  ...['- ', '( ', '0 ', '0-', '0(', '. ', ', ', ' .', "a'", 'a-', 'so', 'sos ', '::', '()', '?!', '"a', '&a=', '0.'],
  ...['a\u0301', '\u0301\u0316', 'ﾞ\u0301', 'no ', 'the ', 'please ', 'with ', 'help ', 'report ', 'sat ', 'at 2am '],
  ...[
    '28 nov ',
    '1. ',
    'book 1 with ',
    '082 123 4567 ',
    '+27821234567,',
    'my name is ',
    'Abcq ((((',
    '((((0829990001 ',
  ],
  'at file:///a:1:1 (',
];

/** Texts of that length which make a pattern try again and again: long runs, alone and with something on either side. */
export function hostileTexts(length: number): readonly string[] {
  const known = textsOfLength.get(length);
  if (known) return known;
  const texts = [...CHARACTERS, ...PHRASES].flatMap((unit) => [
    fill('', unit, '', length),
    fill('a', unit, 'a', length),
    fill('é', unit, 'é', length),
    fill('0829990001 ', unit, '\u0000', length),
  ]);
  textsOfLength.set(length, texts);
  return texts;
}

/** Hundreds of patterns and readers are given the same texts. */
const textsOfLength = new Map<number, readonly string[]>();

/** `before`, then the unit as often as there is room, then `after`. */
export function fill(before: string, unit: string, after: string, length: number): string {
  const room = Math.max(0, length - before.length - after.length);
  return before + unit.repeat(Math.ceil(room / unit.length)).slice(0, room) + after;
}
