import type { VolunteerEvent } from '#src/conversation/events.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { dangerTokens, isWholeCry, withoutNegated } from './match-danger-words.ts';
import { hasSos } from './read-danger.ts';

/** A few words say too little to doubt words of danger, unless the examples are sure. */
const SHORT = 4;
/** SOS beside one other word is never doubted. */
const FEW = 2;
/** Entries of the lists are not longer, so such a text may be little else than one. */
const MIDDLE = 6;
/** Below this, words that are certain danger somewhere else are only likely: "this flu is killing me". */
const LIKELY_BELOW = 0.35;
/** The same in a few words, which say less. */
const SHORT_LIKELY_BELOW = 0.03;
/** SOS itself is doubted only where nothing speaks for danger: "what happens when I send sos". */
const SOS_LIKELY_BELOW = 0.03;
/** Below this, words that only suggest danger do not: "shot for the lift". */
const HARMLESS_BELOW = 0.3;
/** Below this, the examples are sure that nobody is in danger, even where they have few words to go by: "bomb! thanks". */
const SURELY_HARMLESS_BELOW = 0.05;
/** Below this, a sentence is no danger in spite of words that are danger elsewhere: "does the gym shoot videos of burglars". */
const CERTAINLY_HARMLESS_BELOW = 0.05;

/**
 * The lists find words of danger anywhere. The model knows how people use such words. Where it sees no danger, certain danger
 * becomes likely, and likely danger is read as what else it means. Certain danger becomes harmless only in a sentence of known
 * words where nothing speaks for danger. SOS never does, and neither does a text that is a cry for help and nothing else.
 */
export function temperDanger(danger: VolunteerEvent, text: string): VolunteerEvent | undefined {
  if (isWholeCry(withoutNegated(dangerTokens(text)))) return danger;
  const { isUnfamiliar } = classifyDanger(text);
  if (isUnfamiliar) return danger;
  const probability = probabilityInAnyPart(text);
  const words = wordsOf(text).length;
  const isShort = words <= SHORT;
  if (danger.type === 'LIKELY_DANGER') {
    const isDoubtful = isShort || BEGINS_WITH_HELP.test(text);
    return probability < (isDoubtful ? SURELY_HARMLESS_BELOW : HARMLESS_BELOW) ? undefined : danger;
  }
  if (danger.type !== 'SOS') return danger;
  const isWithSos = hasSos(text);
  if (!isWithSos && words > MIDDLE && probability < CERTAINLY_HARMLESS_BELOW) return undefined;
  const likelyBelow = isShort ? SHORT_LIKELY_BELOW : LIKELY_BELOW;
  // "sos again" has too few words to doubt it
  const isDoubted = isWithSos ? words > FEW && probability < SOS_LIKELY_BELOW : probability < likelyBelow;
  return isDoubted ? { type: 'LIKELY_DANGER', words: danger.words } : danger;
}

/** Who begins with it may mean it, whatever follows: "help my cat is up there". */
const BEGINS_WITH_HELP = /^\W*(?:(?:please|pls|plz|asb)\W+)?(?:help|hulp|usizo|uncedo|thuso|thušo)(?!\p{L})/iu;
const PARTS = /[.!?;\n]+/;
const FEWEST_WORDS_OF_A_PART = 3;
/** Besides the last one. */
const MOST_PARTS = 5;

/** "False alarm yesterday. Now there is someone in my house": a cry is not lost among other words. */
function probabilityInAnyPart(text: string): number {
  const parts = text.split(PARTS).filter((part) => wordsOf(part).length >= FEWEST_WORDS_OF_A_PART);
  const looked = [text, ...parts.slice(0, MOST_PARTS), ...parts.slice(MOST_PARTS).slice(-1)];
  return Math.max(...looked.map((part) => classifyDanger(part).probability));
}
