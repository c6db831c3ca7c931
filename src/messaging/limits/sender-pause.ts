import type { Transaction } from '#src/db/connect.ts';
import { after, MINUTE } from '#src/platform/duration.ts';

/**
 * The sender is broken when the provider refuses everything: the account or the sending number is wrong. All messages stay
 * queued. After each pause one message is tried, and the others wait for its outcome. An accepted message ends the pause.
 */
export const SENDER_PAUSE_MS = MINUTE;

export interface SenderPause {
  code: string;
  reason: string;
  /** When it was first found broken. */
  since: Date;
  until: Date;
}

/** Begins a pause, or prolongs the current one. Returns whether it begins now. */
export async function pauseSending(
  trx: Transaction,
  now: Date,
  { code, reason }: { code: string; reason: string },
): Promise<boolean> {
  const isNew = (await findSenderPause(trx)) === undefined;
  await trx('sender_pauses')
    .insert({ id: 1, code, reason, since: now, until: after(now, SENDER_PAUSE_MS) })
    .onConflict('id')
    .merge({ code, reason, until: after(now, SENDER_PAUSE_MS) });
  return isNew;
}

/** How many messages may be tried now: `wanted`, or after a pause one. */
export async function roomForAttempts(
  trx: Transaction,
  now: Date,
  { wanted, pausedUntil }: { wanted: number; pausedUntil: Date | undefined },
): Promise<number> {
  if (!pausedUntil) return wanted;
  if (pausedUntil > now) return 0;
  await trx('sender_pauses').update({ until: after(now, SENDER_PAUSE_MS) });
  return 1;
}

/** Ends the pause. Returns whether there was one. */
export async function resumeSending(trx: Transaction): Promise<boolean> {
  return (await trx('sender_pauses').delete()) > 0;
}

export async function findSenderPause(trx: Transaction): Promise<SenderPause | undefined> {
  const row = await trx('sender_pauses').first();
  return row && { code: row.code, reason: row.reason, since: new Date(row.since), until: new Date(row.until) };
}
