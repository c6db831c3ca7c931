import type { Transaction } from '#src/db/connect.ts';
import { after, MINUTE } from '#src/platform/duration.ts';

/** After this somebody looks whether the sender works again: one message is tried, and the others wait for its outcome. */
const PAUSE = MINUTE;

export interface SenderPause {
  code: string;
  reason: string;
  /** When it was first found broken. */
  since: Date;
  until: Date;
}

/**
 * Account or sending number are wrong: nothing of ours would leave, so nothing is tried. Everything stays queued. Returns
 * whether that is news.
 */
export async function pauseSending(
  trx: Transaction,
  now: Date,
  { code, reason }: { code: string; reason: string },
): Promise<boolean> {
  const isNew = (await findSenderPause(trx)) === undefined;
  await trx('sender_pauses')
    .insert({ id: 1, code, reason, since: now, until: after(now, PAUSE) })
    .onConflict('id')
    .merge({ code, reason, until: after(now, PAUSE) });
  return isNew;
}

/** How many messages may be tried now: of a broken sender one a minute, to see whether it works again. */
export async function roomForAttempts(
  trx: Transaction,
  now: Date,
  { wanted, pausedUntil }: { wanted: number; pausedUntil: Date | undefined },
): Promise<number> {
  if (!pausedUntil) return wanted;
  if (pausedUntil > now) return 0;
  await trx('sender_pauses').update({ until: after(now, PAUSE) });
  return 1;
}

/** Something left: whatever it was, it is over. Returns whether that is news. */
export async function resumeSending(trx: Transaction): Promise<boolean> {
  return (await trx('sender_pauses').delete()) > 0;
}

export async function findSenderPause(trx: Transaction): Promise<SenderPause | undefined> {
  const row = await trx('sender_pauses').first();
  return row && { code: row.code, reason: row.reason, since: new Date(row.since), until: new Date(row.until) };
}
