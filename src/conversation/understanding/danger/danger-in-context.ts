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

const TEST = new Set(['test', 'tests', 'testing', 'toets', 'tester', 'ukuvivinya', 'uvavanyo', 'teko']);
const SOS = new Set(dangerTokens('sos'));
const AROUND_A_TEST = new Set(readDangerFile('context/counted').flatMap(dangerTokens));

/** "test sos" asks whether it works. With any other word in it, it may be a call for help. */
export function isTestOfSos(tokens: readonly string[]): boolean {
  const has = (words: ReadonlySet<string>) => tokens.some((token) => words.has(token));
  return (
    has(TEST) &&
    tokens.every((token) => TEST.has(token) || SOS.has(token) || AROUND_A_TEST.has(token) || /^\d+$/.test(token))
  );
}
