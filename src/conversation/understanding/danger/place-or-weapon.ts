import { dangerTokens, finderOf, readDangerFile } from './match-danger-words.ts';

const findPlace = finderOf('context/places');
const findWeapon = finderOf('context/weapons');

/** Whether the words say where it is, or name a weapon. Then help must not wait for an answer. Takes linear time. */
export function namesPlaceOrWeapon(text: string): boolean {
  const tokens = dangerTokens(text);
  return findPlace(tokens) || findWeapon(tokens) || tokens.some((token, at) => isHouseNumber(token, tokens[at + 1]));
}

/** `14 Aloe`, `12b rose`: a number before a word. `20 min` and `2 men` name no place. */
function isHouseNumber(token: string, next: string | undefined): boolean {
  return /^\d{1,4}[a-f]?$/.test(token) && next !== undefined && /^\p{L}/u.test(next) && !COUNTED.has(next);
}

const COUNTED = new Set(readDangerFile('context/counted').flatMap(dangerTokens));
