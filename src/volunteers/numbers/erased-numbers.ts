import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { numberHash } from './number-hash.ts';
import { isOptedOut, optOut } from './opt-out.ts';

/** Remembers two facts about an erased number: that it opted out, and that its owner was refused or removed. */
export async function rememberErasedNumber(
  trx: Transaction,
  { secret, now }: { secret: string; now: Date },
  { identity, isRefused }: { identity: string; isRefused: boolean },
): Promise<void> {
  const optedOutAt = (await isOptedOut(trx, identity)) ? now : null;
  const stays = { ...(optedOutAt && { optedOutAt }), ...(isRefused && { refusedAt: now }) };
  await trx('forgotten_numbers')
    .insert({ numberHash: numberHash(secret, identity), forgottenAt: now, ...stays })
    .onConflict('numberHash')
    .merge({ forgottenAt: now, ...stays });
}

/** An erased number is used again. If its owner said STOP before the erasure, the opt-out still counts. */
export async function restoreOptOut(trx: Transaction, secret: string, identity: string): Promise<void> {
  await restoreOptOuts(trx, secret, [identity]);
}

/** The same for many numbers. */
export async function restoreOptOuts(trx: Transaction, secret: string, identities: readonly string[]): Promise<void> {
  const identityOfHash = new Map(identities.map((identity) => [numberHash(secret, identity), identity]));
  const rows: { numberHash: string; optedOutAt: Date | number }[] = await inChunks(identityOfHash.keys(), (hashes) =>
    trx('forgotten_numbers')
      .whereIn('numberHash', hashes)
      .whereNotNull('optedOutAt')
      .select('numberHash', 'optedOutAt'),
  );
  for (const { numberHash: hash, optedOutAt } of rows) {
    await trx('forgotten_numbers').where({ numberHash: hash }).update({ optedOutAt: null });
    const identity = identityOfHash.get(hash);
    if (identity !== undefined) await optOut(trx, identity, new Date(optedOutAt));
  }
}

/** Whether somebody with this number was refused or removed before their erasure. Then only a coordinator can admit them. */
export async function isRefusedNumber(trx: Transaction, secret: string, phone: string): Promise<boolean> {
  const hash = numberHash(secret, phone);
  return (
    (await trx('forgotten_numbers').where({ numberHash: hash }).whereNotNull('refusedAt').first('refusedAt')) !==
    undefined
  );
}

/** A coordinator has admitted them. */
export async function liftRefusal(trx: Transaction, secret: string, phone: string): Promise<void> {
  await trx('forgotten_numbers')
    .where({ numberHash: numberHash(secret, phone) })
    .update({ refusedAt: null });
}

export async function isErasedNumber(trx: Transaction, secret: string, identity: string): Promise<boolean> {
  const hash = numberHash(secret, identity);
  return (await trx('forgotten_numbers').where({ numberHash: hash }).first('numberHash')) !== undefined;
}
