import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';
import type { Applicant } from './applicant.ts';

const WRONG_ALLOWED = 5;
/** For so long, a wrong code counts. */
export const WRONG_WINDOW = 10 * MINUTE;

/** After five wrong codes: when the next one may be tried. Codes count even if there was no open code. */
export async function mayTryAgainAt(
  trx: Transaction,
  clock: Clock,
  { phone, askedFrom }: Applicant,
): Promise<Date | undefined> {
  const recent = await trx('wrong_codes')
    .where({ phone, askedFrom })
    .where('triedAt', '>', before(clock.now(), WRONG_WINDOW))
    .orderBy('triedAt', 'desc')
    .limit(WRONG_ALLOWED)
    .select('triedAt');
  const fifthLast = recent[WRONG_ALLOWED - 1];
  return fifthLast && after(new Date(fifthLast.triedAt), WRONG_WINDOW);
}

export async function rememberWrongCode(
  trx: Transaction,
  clock: Clock,
  { phone, askedFrom }: Applicant,
): Promise<void> {
  await trx('wrong_codes').insert({ phone, askedFrom, triedAt: clock.now() });
}

/** A correct code resets the count. */
export async function forgetWrongCodesOf(trx: Transaction, { phone, askedFrom }: Applicant): Promise<void> {
  await trx('wrong_codes').where({ phone, askedFrom }).delete();
}

/** Deletes wrong codes that no longer count. Returns how many. */
export async function eraseOldWrongCodes(
  trx: Transaction,
  { before: triedBefore, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = trx('wrong_codes').where('triedAt', '<=', triedBefore).limit(limit);
  return trx('wrong_codes').whereIn('wrongCodeId', old.select('wrongCodeId')).delete();
}
