import { before, DAY, MINUTE } from '#src/platform/duration.ts';
import type { Ask, AskStatus } from './ask.ts';

/**
 * For so long after its end, a bare answer may still mean an ask. Whoever was silent until the deadline hears nothing about it,
 * and may answer the next day. Whoever has answered may change their mind. That an ask was withdrawn or asked again, its person
 * learns at once: only an answer that was being typed meanwhile means it.
 */
const REMEMBERED: Readonly<Record<AskStatus, number>> = {
  open: DAY,
  expired: DAY,
  answered: DAY,
  withdrawn: 2 * MINUTE,
  superseded: 2 * MINUTE,
};

export const LONGEST_REMEMBERED = Math.max(...Object.values(REMEMBERED));

/** Whether a bare answer of this time may mean an ask that has ended, or whose deadline has passed. */
export function isRemembered(ask: Pick<Ask, 'status' | 'endedAt' | 'deadlineAt' | 'openedAt'>, at: Date): boolean {
  return askEndedAt(ask) > before(at, REMEMBERED[ask.status]);
}

/** When the ask ended. The timer that ends it at its deadline may be late. */
export function askEndedAt({ endedAt, deadlineAt, openedAt }: Pick<Ask, 'endedAt' | 'deadlineAt' | 'openedAt'>): Date {
  return endedAt ?? deadlineAt ?? openedAt;
}
