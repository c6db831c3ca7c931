import type { Transaction } from '#src/db/connect.ts';
import { endTimers, scheduleTimers, type TimerTools } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { after, laterOf, MINUTE } from '#src/platform/duration.ts';
import { ASK_KINDS, Ask, type AskKind } from './ask.ts';

/** The kind of timer that ends an ask at its deadline. Its subject is `ask:<id>`. */
export const ASK_EXPIRY = 'ask_expiry';

/** For so long after a safety ask was sent, a bare answer belongs to it. */
export const SAFETY_ASK_COUNTS = 15 * MINUTE;

export interface NewAsk {
  kind: AskKind;
  key: string;
  identity: string;
  userId?: number;
  subject: string;
  ref: string;
  payload?: object;
  deadlineAt: Date | null;
}

/**
 * Opens an ask. The caller queues its question, with `askId`, in the same transaction, due at `sendAt` at the earliest. It ends
 * the person's older asks about the same subject. Returns undefined if the key was used before.
 */
export async function openAsk(
  trx: Transaction,
  tools: TimerTools,
  { kind, key, identity, userId, subject, ref, payload = {}, deadlineAt }: NewAsk,
): Promise<{ ask: Ask; sendAt: Date } | undefined> {
  const now = tools.clock.now();
  const known = await trx('asks').where({ key }).first('askId');
  if (known) return undefined;
  await endOpen(trx, tools, { identity, subject }, 'superseded');
  const [row] = await trx('asks')
    .insert({
      ...{ kind, key, identity, userId: userId ?? null, subject, ref },
      payload: JSON.stringify(payload),
      openedAt: now,
      deadlineAt,
      status: 'open',
    })
    .onConflict('key')
    .ignore()
    .returning('*');
  if (!row) return undefined;
  const ask: Ask = Ask.fromDatabaseJson(row);
  if (deadlineAt) {
    const timer = { kind: ASK_EXPIRY, key: `${ASK_EXPIRY}:${ask.askId}`, subject: subjectOf(ask) };
    await scheduleTimers(trx, tools, [{ ...timer, priority: TIMER_PRIORITY.ask, dueAt: deadlineAt }]);
  }
  const sendAt = ASK_KINDS[kind].isSafety ? now : laterOf(now, await findEndOfSafetyAsk(trx, identity));
  return { ask, sendAt };
}

/** While a safety ask counts, we ask the person no other kind of question. */
async function findEndOfSafetyAsk(trx: Transaction, identity: string): Promise<Date> {
  const safety = Object.entries(ASK_KINDS).flatMap(([kind, { isSafety }]) => (isSafety ? [kind] : []));
  const row = await trx('asks')
    .where({ identity, status: 'open' })
    .whereIn('kind', safety)
    .orderBy('openedAt', 'desc')
    .first('openedAt');
  return row ? after(new Date(row.openedAt), SAFETY_ASK_COUNTS) : new Date(0);
}

/** What the asks ask about is over, for everybody or for this person. Their questions are no longer sent. */
export async function withdrawAsks(
  trx: Transaction,
  tools: TimerTools,
  about: { subject: string; userId?: number },
): Promise<void> {
  await endOpen(trx, tools, about, 'withdrawn');
}

async function endOpen(
  trx: Transaction,
  { clock }: TimerTools,
  about: { subject: string; userId?: number; identity?: string },
  status: 'superseded' | 'withdrawn',
): Promise<void> {
  const ended: { askId: number }[] = await trx('asks')
    .where({ ...about, status: 'open' })
    .update({ status, endedAt: clock.now() })
    .returning('askId');
  for (const ask of ended) await endTimers(trx, clock, { subject: subjectOf(ask), kinds: [ASK_EXPIRY] });
}

export function subjectOf({ askId }: Pick<Ask, 'askId'>): string {
  return `ask:${askId}`;
}
