import { HOUR } from '#src/platform/duration.ts';
import type { DialogueContext, WrongProofs } from './vocabulary.ts';

/** After so many wrong digits within a day, no question that needs them is asked or answered by SMS. */
export const MOST_WRONG_PROOFS = 3;
const WRONG_PROOFS_COUNT = 24 * HOUR;

/** How many wrong digits came in the day before `at`, in milliseconds. Questions that are asked anew do not reset it. */
export function wrongProofsIn({ wrongProofs }: DialogueContext, at: number): number {
  return wrongProofs && at < wrongProofs.since + WRONG_PROOFS_COUNT ? wrongProofs.count : 0;
}

export function withWrongProof(context: DialogueContext, at: number): WrongProofs {
  const count = wrongProofsIn(context, at);
  return { count: count + 1, since: count === 0 ? at : (context.wrongProofs?.since ?? at) };
}

/** Until when no digits are taken. Undefined: they are. */
export function proofsPausedUntil(context: DialogueContext, at: Date): Date | undefined {
  if (!context.wrongProofs || wrongProofsIn(context, at.getTime()) < MOST_WRONG_PROOFS) return undefined;
  return new Date(context.wrongProofs.since + WRONG_PROOFS_COUNT);
}
