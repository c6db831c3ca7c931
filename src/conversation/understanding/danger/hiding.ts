import { dangerTokens, finderOf } from './match-danger-words.ts';

const isInList = finderOf('context/hiding');

/**
 * Whether the words say that somebody hides, or that somebody at home hurts them. Then our texts are short, and nobody phones
 * before they have texted. Takes linear time.
 */
export function tellsOfHiding(text: string): boolean {
  return isInList(dangerTokens(text));
}
