import type { Transaction } from '#src/db/connect.ts';
import { numberHash } from './number-hash.ts';
import { isOptedOut, optOut } from './opt-out.ts';

/** All that stays of a forgotten number: that nothing may be sent to it, and that its owner was refused or taken off. */
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

/** A number comes back to life: whoever said STOP before they were forgotten still gets nothing. */
export async function restoreOptOut(trx: Transaction, secret: string, identity: string): Promise<void> {
  const forgotten = trx('forgotten_numbers').where({ numberHash: numberHash(secret, identity) });
  const row = await forgotten.clone().whereNotNull('optedOutAt').first('optedOutAt');
  if (!row) return;
  await forgotten.update({ optedOutAt: null });
  await optOut(trx, identity, new Date(row.optedOutAt));
}

/** Whether somebody with this number was refused or taken off, and then forgotten: they don't get in by themselves. */
export async function isRefusedNumber(trx: Transaction, secret: string, phone: string): Promise<boolean> {
  const hash = numberHash(secret, phone);
  return (
    (await trx('forgotten_numbers').where({ numberHash: hash }).whereNotNull('refusedAt').first('refusedAt')) !==
    undefined
  );
}

/** A coordinator let them in after all. */
export async function liftRefusal(trx: Transaction, secret: string, phone: string): Promise<void> {
  await trx('forgotten_numbers')
    .where({ numberHash: numberHash(secret, phone) })
    .update({ refusedAt: null });
}

export async function isErasedNumber(trx: Transaction, secret: string, identity: string): Promise<boolean> {
  const hash = numberHash(secret, identity);
  return (await trx('forgotten_numbers').where({ numberHash: hash }).first('numberHash')) !== undefined;
}
