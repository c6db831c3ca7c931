import type { Transaction } from '#src/db/connect.ts';
import { numberHash, secretFingerprint } from './number-hash.ts';

/**
 * Notes that the configuration can no longer make a coordinator of this number. True for the first caller only: of two
 * transactions that do this at the same moment, the second waits for the first and gets false.
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

/** Whether some numbers were hashed with another secret. They can't be recognised any more. */
export async function hasGrantsOfOtherSecret(trx: Transaction, secret: string): Promise<boolean> {
  const fingerprint = secretFingerprint(secret);
  // as two ranges, since neither database uses an index for <>
  const other = trx('spent_grants')
    .where('secretFingerprint', '<', fingerprint)
    .orWhere('secretFingerprint', '>', fingerprint);
  return (await other.first('numberHash')) !== undefined;
}

/**
 * Rows that the migration copied from an earlier version name no secret. The service names its own at its next start, so
 * that a later change of the secret is noticed.
 */
export async function setSecretOfCopiedGrants(trx: Transaction, secret: string): Promise<void> {
  await trx('spent_grants')
    .whereNull('secretFingerprint')
    .update({ secretFingerprint: secretFingerprint(secret) });
}
