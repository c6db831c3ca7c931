import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, DAY } from '#src/platform/duration.ts';

/** So many wrong codes for one number in a day, whoever types them, pause its sign-in. */
const WRONG_CODES_A_DAY = 20;

/**
 * Until when sign-in by the API is paused for this number. Undefined if it is not. A guess costs a fresh code, so a network of
 * machines could otherwise guess for ever: each address has tries of its own.
 *
 * Counts only tries that could have been right: those against an open code. Codes that were typed correctly in the end do not
 * count, because that was the owner.
 */
export async function findSignInPause(trx: Transaction, clock: Clock, phone: string): Promise<Date | undefined> {
  const codes: { tries: number; createdAt: Date | number }[] = await trx('one_time_codes')
    .where({ phone, purpose: 'api' })
    .where('createdAt', '>', before(clock.now(), DAY))
    .where('tries', '>', 0)
    .whereRaw("coalesce(end_reason, '') <> 'used'")
    .orderBy('createdAt', 'desc')
    .select('tries', 'createdAt');
  let wrong = 0;
  for (const { tries, createdAt } of codes) {
    wrong += tries;
    if (wrong >= WRONG_CODES_A_DAY) return after(new Date(createdAt), DAY);
  }
  return undefined;
}
