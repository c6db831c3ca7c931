import type { Ask } from '#src/asks/ask.ts';
import { endOpenAsks, subjectOf } from '#src/asks/end-ask.ts';
import { openAsk } from '#src/asks/open-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endTimers, type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import type { DangerPayload } from './danger-ask.ts';

/** Asks again whether somebody is in danger. Its subject is `ask:<id>`. */
const DANGER_AGAIN = 'danger_again';
/** Decides what it means that somebody does not answer. */
const DANGER_SILENCE = 'danger_silence';
const DANGER_TIMERS = [DANGER_AGAIN, DANGER_SILENCE];

const COUNTS_FOR = 15 * MINUTE;
const ASKED_AGAIN_AFTER = 2 * MINUTE;
/** Silence of somebody who may need help at once raises the alarm after this time. */
const URGENT_SILENCE = 2 * MINUTE;
const SILENCE = 6 * MINUTE;

export interface AskedAboutDanger {
  /** Names what we ask about, such as `inbox:12`. */
  cause: string;
  identity: string;
  /** The member who is asked. */
  userId: number | undefined;
  payload: DangerPayload;
}

/**
 * Opens the ask "are you in danger?" and plans what happens without an answer. The caller queues the question. After a no we
 * ask once more, and silence means nothing then. Returns undefined if we have asked about this cause before.
 */
export async function askAboutDanger(
  trx: Transaction,
  settings: WatchSettings,
  { cause, identity, userId, payload }: AskedAboutDanger,
): Promise<Ask | undefined> {
  const now = settings.clock.now();
  const opened = await openAsk(trx, settings, {
    ...{ kind: 'danger', key: `danger:${cause}:${payload.step}`, identity, subject: cause, ref: '', payload },
    ...(userId !== undefined && { userId }),
    deadlineAt: after(now, COUNTS_FOR),
  });
  if (!opened) return undefined;
  const { ask } = opened;
  if (payload.step === 'danger') await scheduleTimers(trx, settings, timersOf(ask, payload, now));
  return ask;
}

function timersOf(ask: Ask, { isUrgent }: DangerPayload, now: Date): NewTimer[] {
  const timer = (kind: string, dueAt: Date): NewTimer => ({
    ...{ kind, key: `${kind}:${ask.askId}`, subject: subjectOf(ask), priority: TIMER_PRIORITY.danger, dueAt },
    ...(ask.userId !== null && { userId: ask.userId }),
  });
  if (isUrgent) return [timer(DANGER_SILENCE, after(now, URGENT_SILENCE))];
  return [timer(DANGER_AGAIN, after(now, ASKED_AGAIN_AFTER)), timer(DANGER_SILENCE, after(now, SILENCE))];
}

/** They have answered, so nobody waits for it any more. */
export async function endDangerTimers(trx: Transaction, { clock }: WatchSettings, ask: Ask): Promise<void> {
  await endTimers(trx, clock, { subject: subjectOf(ask), kinds: DANGER_TIMERS });
}

/** An alarm is open for them, so the question whether they are in danger is over. */
export async function withdrawDangerAsk(trx: Transaction, settings: WatchSettings, ask: Ask): Promise<void> {
  await endOpenAsks(trx, settings.clock, {
    status: 'withdrawn',
    which: (asks) => void asks.where({ askId: ask.askId }),
  });
  await endDangerTimers(trx, settings, ask);
}
