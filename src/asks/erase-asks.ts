import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';
import { withdrawAsks } from './end-ask.ts';

/**
 * Erases the number and the answers from the asks of a person, and withdraws the open ones. That the person was asked, and how
 * it ended, stays until the asks are deleted.
 */
export async function eraseAsks(
  trx: Transaction,
  { now, secret }: ErasureTools,
  whose: { userId: number } | { identity: string },
): Promise<void> {
  await withdrawAsks(trx, { clock: { now: () => now } }, whose);
  const rows: { identity: string }[] = await trx('asks').where(whose).distinct('identity');
  for (const { identity } of rows) {
    const stays = erasedIdentity(secret, identity);
    await trx('asks')
      .where({ ...whose, identity })
      .update({
        identity: stays,
        // some keys name the number that they are for
        key: trx.raw('replace(key, ?, ?)', [identity, stays]),
        payload: '{}',
        answer: null,
      });
  }
}
