import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { idOfSubject, type LongTimerKind, TIMER_PRIORITY, type TimerOutcome } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';

interface Parts {
  db: Database;
  settings: WatchSettings;
}

/** Somebody who may be in danger has not answered yet. */
export function dangerAgain(parts: Parts): LongTimerKind {
  return kindOf(parts, async (trx, askId) => {
    const { askDangerAgain } = await import('./danger-silence.ts');
    return askDangerAgain(trx, parts.settings, askId);
  });
}

/** Decides what it means that somebody who may be in danger does not answer. */
export function dangerSilence(parts: Parts): LongTimerKind {
  return kindOf(parts, async (trx, askId) => {
    const { endDangerSilence } = await import('./danger-silence.ts');
    return endDangerSilence(trx, parts.settings, askId);
  });
}

/**
 * Each has a transaction of its own, because it locks the conversation, and that lock comes before those of other timers. The
 * dispatcher's thread loads the conversation only when it needs it.
 */
function kindOf({ db }: Parts, run: (trx: Transaction, askId: number) => Promise<TimerOutcome>): LongTimerKind {
  return {
    priority: TIMER_PRIORITY.danger,
    neverGivesUp: true,
    runInParts: ({ subject }) => inTransaction(db, (trx) => run(trx, idOfSubject(subject))),
  };
}
