import type { Transaction } from '#src/db/connect.ts';
import { numberHash, secretFingerprint } from './number-hash.ts';

/**
 * Records that COORDINATOR_PHONES can no longer make this number a coordinator. Returns true only for the first caller: of
 * two concurrent transactions, the second waits for the first and gets false.
 */
export async function useUpGrant(
  trx: Transaction,
  { secret, now }: { secret: string; now: Date },
  phone: string,
): Promise<boolean> {
  const spent = await trx('spent_grants')
    .insert({
      numberHash: numberHash(secret, phone),
      secretFingerprint: secretFingerprint(secret),
      spentAt: now,
    })
    .onConflict()
    .ignore()
    .returning('numberHash');
  return spent.length > 0;
}

/** Whether some numbers were hashed with another secret. We can no longer recognise them. */
export async function hasGrantsOfOtherSecret(trx: Transaction, secret: string): Promise<boolean> {
  const fingerprint = secretFingerprint(secret);
  // two ranges, because neither database uses an index for <>
  const other = trx('spent_grants')
    .where('secretFingerprint', '<', fingerprint)
    .orWhere('secretFingerprint', '>', fingerprint);
  return (await other.first('numberHash')) !== undefined;
}

/**
 * A migration copied grants of an earlier version without the fingerprint of a secret. At its next start the service adds its
 * own, so that it notices a later change of the secret.
 */
export async function setSecretOfCopiedGrants(trx: Transaction, secret: string): Promise<void> {
  await trx('spent_grants')
    .whereNull('secretFingerprint')
    .update({ secretFingerprint: secretFingerprint(secret) });
}
