import type { VolunteerEvent } from '#src/conversation/events.ts';
import { classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { dangerTokens, isWholeCry, withoutNegated } from './match-danger-words.ts';
import { hasSos } from './read-danger.ts';

/** The lists know the short cries, and a few words say too little to doubt them. */
const TOO_SHORT = 4;
/** Below this, words that are certain danger somewhere else are only likely: "this flu is killing me". */
const LIKELY_BELOW = 0.25;
/** SOS itself is doubted only where nothing speaks for danger: "what happens when I send sos". */
const SOS_LIKELY_BELOW = 0.03;
/** Below this, words that only suggest danger do not: "shot for the lift". */
const HARMLESS_BELOW = 0.15;

/**
 * The lists find words of danger anywhere. The model knows how people use such words, so where it sees no danger, certain
 * danger becomes likely, and likely danger is read as what else it means. Certain danger never becomes harmless.
 */
export function temperDanger(danger: VolunteerEvent, text: string): VolunteerEvent | undefined {
  if (wordsOf(text).length <= TOO_SHORT || isWholeCry(withoutNegated(dangerTokens(text)))) return danger;
  const { ranking, isUnfamiliar } = classifyIntent(text);
  if (isUnfamiliar) return danger;
  const probability = ranking.find(({ meaning }) => meaning === 'danger')?.probability ?? 0;
  if (danger.type === 'LIKELY_DANGER') return probability < HARMLESS_BELOW ? undefined : danger;
  if (danger.type !== 'SOS') return danger;
  const isDoubted = probability < (hasSos(text) ? SOS_LIKELY_BELOW : LIKELY_BELOW);
  return isDoubted ? { type: 'LIKELY_DANGER', words: danger.words } : danger;
}
