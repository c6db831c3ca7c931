import type { Transaction } from '#src/db/connect.ts';
import { erasedIdentity } from './number-hash.ts';

export interface ErasureTools {
  now: Date;
  /** The key of the hashes that replace numbers. */
  secret: string;
  /** The word that replaces a name. */
  nameless: string;
}

/** Erases the number from addresses and codes. The caller has remembered its opt-out. */
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
}

/** Erases the number and name of codes that ended before then. The rows stay, because messages refer to them. */
export async function eraseOldCodes(
  trx: Transaction,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = trx('one_time_codes').whereNot({ phone: '' }).whereNotNull('endedAt').where('createdAt', '<=', before);
  return trx('one_time_codes')
    .whereIn('codeId', old.orderBy('createdAt').limit(limit).select('codeId'))
    .update({ phone: '', name: null, askedFrom: '' });
}
