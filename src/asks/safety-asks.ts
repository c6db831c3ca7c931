import { after, laterOf, MINUTE } from '#src/platform/duration.ts';
import type { AskedQuestion } from './list-asked-questions.ts';

/** For so long after a safety ask was sent, a bare answer belongs to it. */
export const SAFETY_ASK_COUNTS = 15 * MINUTE;

/** While a safety ask counts, we ask the person no roster question. Returns when we may. `open`: the open asks. Pure. */
export function rosterQuestionDueAt(now: Date, open: readonly AskedQuestion[]): Date {
  return open
    .filter(({ askClass }) => askClass !== 'roster')
    .map(({ handed }) => after(handed?.at ?? now, SAFETY_ASK_COUNTS))
    .reduce(laterOf, now);
}
