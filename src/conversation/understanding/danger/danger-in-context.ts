import { dangerTokens, finderOf, readDangerFile } from './match-danger-words.ts';

/** It is over, is somebody else's story, or is asked about: "last night", "did they catch him". */
const isFinished = finderOf('context/finished');
/** A joke, a film, sport, an offer: "in the movie". */
const isUnlikely = finderOf('context/unlikely');
/** It goes on: "now", "again", "still here". */
const isNow = finderOf('context/now');
const LAUGHTER = /[😂🤣😹😆😜🤪😅🎉🍻]/u;

/**
 * What is left of danger words in their context. A story that is over is none, unless something in the text goes on. A joke lowers
 * certain danger to likely danger, because somebody may laugh from fear. Takes linear time.
 */
export function inContext(
  danger: 'certain' | 'likely',
  text: string,
  tokens: readonly string[],
): 'certain' | 'likely' | 'no' {
  if (isNow(tokens)) return danger;
  if (isFinished(tokens)) return 'no';
  if (!isUnlikely(tokens) && !LAUGHTER.test(text)) return danger;
  return danger === 'certain' ? 'likely' : 'no';
}

const TEST = new Set(
  dangerTokens(
    'test tests testing toets toetsing ivivinya ngivivinya ngiyavivinya ndivavanya ndiyavavanya uvavanyo teko',
  ),
);
const AROUND_A_TEST = new Set(readDangerFile('context/sos-test').flatMap(dangerTokens));
/** `K7`, `123` */
const REF_OR_NUMBER = /^\p{L}?\d+$/u;

/** "test sos" asks whether it works. With any other word in it, it may be a call for help. */
export function isTestOfSos(tokens: readonly string[]): boolean {
  // "not a test" goes on
  if (!tokens.some((token) => TEST.has(token)) || isNow(tokens)) return false;
  return tokens.every((token) => TEST.has(token) || AROUND_A_TEST.has(token) || REF_OR_NUMBER.test(token));
}
