import { expect, it } from 'vitest';
import { normalize } from '#src/platform/normalize.ts';

const MARK = /[\p{M}\uff9e\uff9f]/u;
/** U+0345 sorts after every other mark. */
const LAST_MARK = '\u0345';

it('composes and folds as the engine does', () => {
  expect(normalize('Zoe\u0308 ｶﾞ ﬃ ２', 'NFC')).toBe('Zoë ｶﾞ ﬃ ２');
  expect(normalize('Zoe\u0308 ｶﾞ ﬃ ２', 'NFKC')).toBe('Zoë ガ ffi 2');
  expect(normalize('Zoë', 'NFD')).toBe('Zoe\u0308');
});

it('cuts a run of marks after thirty, and leaves shorter ones', () => {
  expect(normalize(`a${'\u0316'.repeat(30)}b`, 'NFC')).toBe(`a${'\u0316'.repeat(30)}b`);
  expect(normalize(`a${'\u0316'.repeat(31)}b`, 'NFC')).toBe(`a${'\u0316'.repeat(30)}b`);
  expect(normalize('\u0316'.repeat(4000), 'NFC')).toHaveLength(30);
});

it('does not write a character out as a whole phrase', () => {
  expect(normalize('a\ufdfab', 'NFKC')).toBe('a b');
});

it('knows every character that the engine sorts among marks', () => {
  const unknown: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const isSorted = !`${LAST_MARK}${character}`.normalize('NFKD').startsWith(LAST_MARK);
    if (isSorted && !MARK.test(character)) unknown.push(code.toString(16));
  }
  expect(unknown).toEqual([]);
});

it('makes no text more than six times as long', () => {
  const lengths: number[] = [];
  for (let code = 0; code <= 0xffff; code += 1) lengths.push(normalize(String.fromCharCode(code), 'NFKC').length);
  expect(Math.max(...lengths)).toBe(6);
});
