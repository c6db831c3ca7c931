import type { NewTimer } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { OneTimeCode } from './one-time-code.ts';

/** The kind of timer that ends a code when it expires. Its subject is `code:<id>`. */
export const CODE_END = 'code_end';

export function codeTimerOf({ codeId, expiresAt }: Pick<OneTimeCode, 'codeId' | 'expiresAt'>): NewTimer {
  return {
    kind: CODE_END,
    key: `${CODE_END}:${codeId}`,
    subject: `code:${codeId}`,
    priority: TIMER_PRIORITY.rest,
    dueAt: expiresAt,
  };
}
