import { idOfSubject, type ShortTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { offerNewCodeIfUnsent } from '#src/notices/undelivered/offer-new-code.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { endCode } from '#src/volunteers/sign-in/end-code.ts';
import { findCode } from '#src/volunteers/sign-in/one-time-code.ts';

/** Ends a code that nobody used in time, and erases its digits. */
export function codeEnd(settings: WatchSettings): ShortTimerKind {
  return {
    priority: TIMER_PRIORITY.rest,
    run: async (trx, { subject }) => {
      const code = await findCode(trx, idOfSubject(subject));
      if (!code || code.endedAt) return 'not_needed';
      const now = settings.clock.now();
      if (now < code.expiresAt) return { again: code.expiresAt };
      await endCode(trx, code, 'expired', now);
      await offerNewCodeIfUnsent(trx, settings, code.codeId);
      return 'done';
    },
  };
}
