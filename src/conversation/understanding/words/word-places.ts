/**
 * Each place in which a word can count, and the meanings that a word can have there. In one place, a word has one meaning.
 */
const MEANINGS = {
  /** The whole text, or its first words, in answer to any question for yes or no. `ok` begins too many other sentences. */
  answer: ['yes', 'ok', 'no', 'thanks'],
  /**
   * Sentences in answer to an ask. `firmYes` is a yes even after "no" ("no, I'll be there"); `mildYes` only without other words.
   * `ownNo` ("I can't come") is a no wherever it stands. `firmNo` ("can't come") is one at the start: "Sipho can't come" is
   * about Sipho. After `mildNo` ("can't", "sick") no other words may follow.
   */
  ask: ['firmYes', 'mildYes', 'noProblem', 'ownNo', 'firmNo', 'mildNo', 'who', 'unsure'],
  /** Words inside an answer. With `doubt` in it, a yes or no is not plain. `excuse` says why not. */
  inside: ['doubt', 'excuse', 'polite', 'when'],
} as const satisfies Record<string, readonly string[]>;

export type WordPlace = keyof typeof MEANINGS;
export type WordMeaning<At extends WordPlace> = (typeof MEANINGS)[At][number];

export function isMeaning(place: string, meaning: string): place is WordPlace {
  return Object.hasOwn(MEANINGS, place) && (MEANINGS[place as WordPlace] as readonly string[]).includes(meaning);
}
