import type { Transaction } from '#src/db/connect.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';
import type { Ids } from '#src/platform/ids.ts';
import { codeTimerOf } from './code-timer.ts';
import { endCode } from './end-code.ts';
import { type CodeOwner, codeHmac, OneTimeCode } from './one-time-code.ts';

const SENDS_ALLOWED = 3;
const SENDS_WINDOW = 10 * MINUTE;

export interface CodeTools {
  clock: Clock;
  ids: Ids;
  secret: string;
  /** In milliseconds. */
  codeLifetime: number;
}

export type IssueOutcome =
  | { outcome: 'issued'; codeId: number; code: string; expiresAt: Date }
  | { outcome: 'tooManySends'; againAt: Date };

/**
 * Makes a code, which ends when it expires, and ends the previous one of the same owner. At most three in ten minutes.
 * `isWithheld`: the caller does not text it.
 */
export async function issueCode(
  trx: Transaction,
  maker: CodeTools,
  request: CodeOwner & { name?: string | undefined; isWithheld?: boolean },
): Promise<IssueOutcome> {
  const { phone, purpose, askedFrom = '' } = request;
  const owner = { phone, purpose, askedFrom };
  const now = maker.clock.now();
  const recent = await OneTimeCode.query(trx)
    .where(owner)
    .where('createdAt', '>', before(now, SENDS_WINDOW))
    .orderBy('createdAt');
  const oldest = recent[0];
  if (oldest && recent.length >= SENDS_ALLOWED) {
    return { outcome: 'tooManySends', againAt: after(oldest.createdAt, SENDS_WINDOW) };
  }
  const last = await OneTimeCode.query(trx).where(owner).orderBy('codeId', 'desc').first();
  if (last && !last.endedAt) await endCode(trx, last, 'replaced', now);
  const code = maker.ids.oneTimeCode();
  const expiresAt = after(now, maker.codeLifetime);
  const [row] = await trx('one_time_codes')
    .insert({
      ...owner,
      name: request.name ?? last?.name ?? null,
      hmac: codeHmac(maker.secret, request, code),
      isWithheld: request.isWithheld ?? false,
      expiresAt,
      createdAt: now,
    })
    .returning('codeId');
  // its end is no message, so that a replay after a restore does not hold it
  await scheduleTimers(trx, { clock: maker.clock }, [codeTimerOf({ ...row, expiresAt })]);
  return { outcome: 'issued', codeId: row.codeId, code, expiresAt };
}
