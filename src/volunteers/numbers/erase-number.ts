import type { Transaction } from '#src/db/connect.ts';
import { eraseLimitsOf } from '#src/db/rate-limits.ts';
import { erasedIdentity } from './number-hash.ts';

/** What every eraser is told: the moment, the key of what stays of a number, and what stands where a name stood. */
export interface ErasureTools {
  now: Date;
  secret: string;
  nameless: string;
}

/** The number leaves the addresses, the codes and all that was counted for it. Its opt-out has been remembered before. */
export async function eraseNumber(trx: Transaction, { secret, now }: ErasureTools, identity: string): Promise<void> {
  const stays = erasedIdentity(secret, identity);
  const addresses: { addressId: number }[] = await trx('addresses').where({ identity }).select('addressId');
  for (const { addressId } of addresses) {
    await trx('addresses')
      .where({ addressId })
      .update({ address: `${stays}:${addressId}`, identity: stays, userId: null, optedOutAt: null });
  }
  await trx('one_time_codes')
    .where({ phone: identity })
    .whereNull('endedAt')
    .update({ endedAt: now, endReason: 'expired' });
  await trx('one_time_codes').where({ phone: identity }).update({ phone: '', name: null, askedFrom: '' });
  await trx('wrong_codes').where({ phone: identity }).delete();
  await eraseLimitsOf(trx, identity);
}

/** Codes that ended long ago: whose they were. The rows stay, since messages refer to them. */
export async function eraseOldCodes(
  trx: Transaction,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = trx('one_time_codes').whereNot({ phone: '' }).whereNotNull('endedAt').where('createdAt', '<=', before);
  return trx('one_time_codes')
    .whereIn('codeId', old.orderBy('createdAt').limit(limit).select('codeId'))
    .update({ phone: '', name: null, askedFrom: '' });
}
