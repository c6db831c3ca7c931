import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { endTimers, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { idOfSubject, type LongTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { MINUTE } from '#src/platform/duration.ts';

/** A sighting without an answer for so long is filed as suspicious. */
export const UNANSWERED_FOR = 5 * MINUTE;

const SIGHTING_END = 'sighting_end';

export async function scheduleSightingEnd(
  trx: Transaction,
  settings: WatchSettings,
  sighting: { conversationId: number; inboxId: number; userId: number; dueAt: Date },
): Promise<void> {
  const { conversationId, inboxId, userId, dueAt } = sighting;
  const [key, subject] = [`${SIGHTING_END}:${inboxId}`, subjectOf(conversationId)];
  await scheduleTimers(trx, settings, [
    { kind: SIGHTING_END, key, subject, userId, priority: TIMER_PRIORITY.ask, dueAt },
  ]);
}

export async function endSightingTimers(
  trx: Transaction,
  settings: WatchSettings,
  conversationId: number,
): Promise<void> {
  await endTimers(trx, settings.clock, { subject: subjectOf(conversationId), kinds: [SIGHTING_END] });
}

/**
 * Files a sighting whose severity nobody told us. It has a transaction of its own, because it locks the conversation, and that
 * lock comes before those of other timers.
 */
export function sightingEnd({ db, settings }: { db: Database; settings: WatchSettings }): LongTimerKind {
  return {
    priority: TIMER_PRIORITY.ask,
    neverGivesUp: true,
    runInParts: async ({ key, subject }) => {
      // the dispatcher's thread loads the conversation only when it needs it
      const { endSighting } = await import('./end-sighting.ts');
      const sighting = { conversationId: idOfSubject(subject), inboxId: idOfSubject(key) };
      return inTransaction(db, (trx) => endSighting(trx, settings, sighting));
    },
  };
}

function subjectOf(conversationId: number): string {
  return `conversation:${conversationId}`;
}
