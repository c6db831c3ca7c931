import type { VolunteerEvent } from '#src/conversation/events.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { dangerTokens, isWholeCry, withoutNegated } from './match-danger-words.ts';
import { hasSos } from './read-danger.ts';

/** How probable danger must be, for words of danger to count. */
interface Doubt {
  /** Below this, words that are certain danger somewhere else are only likely: "this flu is killing me". */
  likelyBelow: number;
  /** Below this, they are none: "does the gym shoot videos of burglars". */
  harmlessBelow: number;
  /** Below this, words that only suggest danger are none: "shot for the lift". */
  likelyHarmlessBelow: number;
}

const IN_A_WORD_OR_TWO: Doubt = { likelyBelow: 0.2, harmlessBelow: 0, likelyHarmlessBelow: 0.1 };
const IN_A_FEW_WORDS: Doubt = { likelyBelow: 0.25, harmlessBelow: 0, likelyHarmlessBelow: 0.2 };
const IN_A_SENTENCE: Doubt = { likelyBelow: 0.6, harmlessBelow: 0.15, likelyHarmlessBelow: 0.35 };
const FEW_WORDS = 4;
/** Such a text says least. SOS beside one other word is never doubted. */
const A_WORD_OR_TWO = 2;
/** SOS itself is doubted only where nothing speaks for danger: "what happens when I send sos". */
const SOS_LIKELY_BELOW = 0.03;
/** A text that begins with HELP is harmless only below this, however long it is. */
const HELP_HARMLESS_BELOW = 0.05;

/**
 * The lists find words of danger anywhere. The model knows how people use such words. Where it sees no danger, certain danger
 * becomes likely, and likely danger is read as what else it means. Certain danger becomes harmless only in a sentence with hardly any
 * danger in it. SOS never does. A text that is a cry for help and nothing else, or that has many unknown words, is not doubted at all.
 */
export function temperDanger(danger: VolunteerEvent, text: string): VolunteerEvent | undefined {
  if (isWholeCry(withoutNegated(dangerTokens(text)))) return danger;
  const { isUnfamiliar } = classifyDanger(text);
  if (isUnfamiliar) return danger;
  const probability = probabilityInAnyPart(text);
  const words = wordsOf(text).length;
  const { likelyBelow, harmlessBelow, likelyHarmlessBelow } = doubtOf(words);
  const isHelpFirst = BEGINS_WITH_HELP.test(text);
  if (danger.type === 'LIKELY_DANGER') {
    return probability < (isHelpFirst ? HELP_HARMLESS_BELOW : likelyHarmlessBelow) ? undefined : danger;
  }
  if (danger.type !== 'SOS') return danger;
  const likely: VolunteerEvent = { type: 'LIKELY_DANGER', words: danger.words };
  // "sos again" has too few words to doubt it
  if (hasSos(text)) return words > A_WORD_OR_TWO && probability < SOS_LIKELY_BELOW ? likely : danger;
  if (probability < (isHelpFirst ? Math.min(HELP_HARMLESS_BELOW, harmlessBelow) : harmlessBelow)) return undefined;
  return probability < likelyBelow ? likely : danger;
}

/** Words that mean nothing else that we know stay likely danger, unless there is less danger in them than this. */
const NOTHING_ELSE_BELOW = 0.02;
/** The same for words that only suggest danger. */
const NOTHING_ELSE_LIKELY_BELOW = 0.15;

/** Whether words of danger are nothing to ask about, although the text means nothing else that we know. */
export function isSurelyHarmless(danger: VolunteerEvent, text: string): boolean {
  const below = danger.type === 'SOS' ? NOTHING_ELSE_BELOW : NOTHING_ELSE_LIKELY_BELOW;
  return classifyDanger(text).probability < below;
}

/** Few words say little, so the examples must be surer before they take danger away. */
function doubtOf(words: number): Doubt {
  if (words <= A_WORD_OR_TWO) return IN_A_WORD_OR_TWO;
  return words <= FEW_WORDS ? IN_A_FEW_WORDS : IN_A_SENTENCE;
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
