import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { endCode, eraseInboxDigits, sixDigitGroups } from './end-code.ts';
import { type CodeOwner, codeHmac, isSameHmac, OneTimeCode, PURPOSES } from './one-time-code.ts';

const TRIES_ALLOWED = 5;

export type ProofOutcome =
  | { outcome: 'proved'; name: string | null }
  | { outcome: 'wrong'; triesLeft: number }
  /** Too many wrong tries. A new code can be used after `againAt`. */
  | { outcome: 'spent'; againAt: Date }
  | { outcome: 'expired' }
  | { outcome: 'noCode' };

/**
 * Compares a code with the open code of its owner. A correct code counts once. `typedAt` decides whether it was in time, even
 * if we read it later.
 */
export async function proveCode(
  trx: Transaction,
  keeper: { clock: Clock; secret: string },
  claim: CodeOwner & { code: string; typedAt?: Date },
): Promise<ProofOutcome> {
  const { phone, purpose, askedFrom = '' } = claim;
  const now = keeper.clock.now();
  const { typedAt = now } = claim;
  const last = await OneTimeCode.query(trx).where({ phone, purpose, askedFrom }).orderBy('codeId', 'desc').first();
  if (!last) return { outcome: 'noCode' };
  if (last.endedAt) return endedOutcome(last);
  if (last.expiresAt <= typedAt) {
    await endCode(trx, last, 'expired', now);
    return { outcome: 'expired' };
  }
  if (isSameHmac(last.hmac, codeHmac(keeper.secret, claim, claim.code))) {
    await endCode(trx, last, 'used', now);
    return { outcome: 'proved', name: last.name };
  }
  const tries = last.tries + 1;
  await trx('one_time_codes').where({ codeId: last.codeId }).update({ tries });
  if (tries < TRIES_ALLOWED) return { outcome: 'wrong', triesLeft: TRIES_ALLOWED - tries };
  await endCode(trx, last, 'spent', now);
  return { outcome: 'spent', againAt: last.expiresAt };
}

function endedOutcome({ endReason, expiresAt }: OneTimeCode): ProofOutcome {
  if (endReason === 'spent') return { outcome: 'spent', againAt: expiresAt };
  return { outcome: endReason === 'expired' ? 'expired' : 'noCode' };
}

/** Sets the name that counts once the open code is proved. Returns false if there is no open code. */
export async function writeNameOnCode(
  trx: Transaction,
  clock: Clock,
  claim: CodeOwner & { name: string },
): Promise<boolean> {
  const { phone, purpose, name } = claim;
  const updated = await trx('one_time_codes')
    .where({ phone, purpose })
    .whereNull('endedAt')
    .where('expiresAt', '>', clock.now())
    .update({ name });
  return updated > 0;
}

export async function hasOpenCode(trx: Transaction, clock: Clock, { phone, purpose, askedFrom = '' }: CodeOwner) {
  const owner = { phone, purpose, askedFrom };
  const open = OneTimeCode.query(trx).where(owner).whereNull('endedAt').where('expiresAt', '>', clock.now());
  return (await open.first()) !== undefined;
}

/** Those of these numbers that have an open code. */
export async function listWithOpenCode(trx: Transaction, clock: Clock, phones: readonly string[]): Promise<string[]> {
  return trx('one_time_codes')
    .whereIn('phone', phones)
    .whereNull('endedAt')
    .where('expiresAt', '>', clock.now())
    .distinct('phone')
    .pluck('phone');
}

/** Erases a code that somebody texts again after it ended. */
export async function eraseEndedCodeIn(
  trx: Transaction,
  secret: string,
  text: { inboxId: number; body: string; raw: string; phone: string },
): Promise<void> {
  const groups = sixDigitGroups(text.body);
  if (groups.length === 0) return;
  const { phone } = text;
  const hmacs = groups.flatMap((digits) => PURPOSES.map((purpose) => codeHmac(secret, { phone, purpose }, digits)));
  const ended = await trx('one_time_codes')
    .where({ phone })
    .whereIn('hmac', hmacs)
    .whereNotNull('endedAt')
    .first('codeId');
  if (ended) await eraseInboxDigits(trx, text);
}
