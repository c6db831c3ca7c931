import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { addressOn, ensureAddress } from './address.ts';

/** STOP on one channel counts for all channels of that person. */
export async function isOptedOut(trx: Transaction, identity: string): Promise<boolean> {
  const row = await trx('addresses').where({ identity }).whereNotNull('optedOutAt').first('addressId');
  return row !== undefined;
}

/** When they said STOP. Undefined if they never did, or have said START since. */
export async function findOptOut(trx: Transaction, identity: string): Promise<Date | undefined> {
  const row = await trx('addresses').where({ identity }).whereNotNull('optedOutAt').first('optedOutAt');
  return row && new Date(row.optedOutAt);
}

/** Those of these identities that opted out. */
export async function listOptedOut(trx: Transaction, identities: readonly string[]): Promise<string[]> {
  return inChunks(identities, (chunk) =>
    trx('addresses').whereIn('identity', chunk).whereNotNull('optedOutAt').distinct('identity').pluck('identity'),
  );
}

/** A subquery that finds a row if the identity in this column has opted out. */
export function optOutOf(trx: Transaction, identityColumn: string): Knex.QueryBuilder {
  return trx('addresses as silent')
    .where('silent.identity', trx.ref(identityColumn))
    .whereNotNull('silent.optedOutAt')
    .select(trx.raw('1'));
}

/** Returns false if they had opted out already. */
export async function optOut(trx: Transaction, identity: string, at: Date): Promise<boolean> {
  if (await isOptedOut(trx, identity)) return false;
  const silenced = await trx('addresses').where({ identity }).update({ optedOutAt: at });
  if (silenced === 0) {
    const { row } = await ensureAddress(trx, addressOn('sms', identity), at);
    await trx('addresses').where({ addressId: row.addressId }).update({ optedOutAt: at });
  }
  return true;
}

/** Returns false if they had not opted out. */
export async function optIn(trx: Transaction, identity: string): Promise<boolean> {
  const lifted = await trx('addresses').where({ identity }).whereNotNull('optedOutAt').update({ optedOutAt: null });
  return lifted > 0;
}
