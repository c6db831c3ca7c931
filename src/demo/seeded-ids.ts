import { type Ids, REF_DIGITS, REF_LETTERS } from '#src/platform/ids.ts';

/** The same ids in the same order each time. Only for data that nobody relies on to be secret. */
export function seededIds(seed: number): Ids {
  const random = randomNumbers(seed);
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  return {
    oneTimeCode: () => pick('0123456789', 6),
    proofDigits: () => pick('123456789', 2),
    ref: (length) => pick(REF_LETTERS, 1) + pick(REF_DIGITS, length - 1),
    token: () => pick('abcdefghijklmnopqrstuvwxyz0123456789', 43),
    sid: (prefix) => prefix + pick('0123456789abcdef', 32),
  };
}

/** Numbers from 0 to 1, without 1: the generator "mulberry32". */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
