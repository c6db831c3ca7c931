import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';
import type { Ids } from '#src/platform/ids.ts';
import { endCode } from './end-code.ts';
import { type CodePurpose, codeHmac, OneTimeCode } from './one-time-code.ts';

const SENDS_ALLOWED = 3;
const SENDS_WINDOW = 10 * MINUTE;

export interface CodeMaker {
  clock: Clock;
  ids: Ids;
  secret: string;
  /** How long a code lives, in milliseconds. */
  codeLifetime: number;
}

export type IssueOutcome =
  | { outcome: 'issued'; codeId: number; code: string; expiresAt: Date }
  | { outcome: 'tooManySends'; againAt: Date };

/** Makes a code, which ends every older one for the same phone and purpose. At most three in ten minutes. */
export async function issueCode(
  trx: Transaction,
  maker: CodeMaker,
  request: { phone: string; purpose: CodePurpose; name?: string },
): Promise<IssueOutcome> {
  const { phone, purpose } = request;
  const now = maker.clock.now();
  const recent = await OneTimeCode.query(trx)
    .where({ phone, purpose })
    .where('createdAt', '>', before(now, SENDS_WINDOW))
    .orderBy('createdAt');
  const oldest = recent[0];
  if (oldest && recent.length >= SENDS_ALLOWED) {
    return { outcome: 'tooManySends', againAt: after(oldest.createdAt, SENDS_WINDOW) };
  }
  const open = await OneTimeCode.query(trx).where({ phone, purpose }).whereNull('endedAt');
  for (const code of open) await endCode(trx, code, 'replaced', now);
  const code = maker.ids.oneTimeCode();
  const expiresAt = after(now, maker.codeLifetime);
  const [row] = await trx('one_time_codes')
    .insert({
      phone,
      purpose,
      name: request.name ?? open.at(-1)?.name ?? null,
      hmac: codeHmac(maker.secret, request, code),
      expiresAt,
      createdAt: now,
    })
    .returning('codeId');
  return { outcome: 'issued', codeId: row.codeId, code, expiresAt };
}
