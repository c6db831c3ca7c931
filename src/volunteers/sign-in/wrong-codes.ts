import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';

const WRONG_ALLOWED = 5;
const WRONG_WINDOW = 10 * MINUTE;

/** `askedFrom` is the network address: what one address asks for or gets wrong stands in nobody else's way. */
export interface Applicant {
  phone: string;
  askedFrom: string;
}

/** Until the commit nobody else asks for or tries a code for this phone from this address: else each would see too few. */
export async function lockApplicant(trx: Transaction, { phone, askedFrom }: Applicant): Promise<void> {
  await lockName(trx, 'signIn', `${phone} ${askedFrom}`);
}

/** After five wrong codes: when another one may be tried. Counted whichever code they were for, and if there was none. */
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

/** After a right one, they begin anew. */
export async function forgetWrongCodesOf(trx: Transaction, { phone, askedFrom }: Applicant): Promise<void> {
  await trx('wrong_codes').where({ phone, askedFrom }).delete();
}

/** What no longer counts. */
export async function eraseOldWrongCodes(trx: Transaction, clock: Clock): Promise<void> {
  await trx('wrong_codes').where('triedAt', '<=', before(clock.now(), WRONG_WINDOW)).delete();
}
