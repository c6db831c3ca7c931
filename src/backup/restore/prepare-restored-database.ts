import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { SETTLED } from '#src/messaging/outbox/outbound-status.ts';

/**
 * More than a watch can have counted up since its backup. Status callbacks, tokens and whoever reads live events name ids
 * that were given since then: no other row may ever get them.
 */
const LEAP = 1_000_000;
/** The same for tokens: one that was ended since the backup must not count again. */
const GENERATIONS = 1000;

/**
 * What makes a restored database safe to go on with, in a transaction where names are plain. Whatever it had to send is
 * held, since most of that has left meanwhile.
 */
export async function prepareRestoredDatabase(
  trx: Transaction,
  { now, backupMadeAt }: { now: Date; backupMadeAt: Date },
): Promise<void> {
  await trx('sending_holds').delete();
  await trx('sending_holds').insert({ id: 1, since: now, backup_made_at: backupMadeAt });
  await trx('outbox').whereNotIn('status', SETTLED).update({ status: 'held', lease_expires_at: null });
  // what the backup had not handled yet was handled since, and answered
  await trx('inbox').whereNull('handled_at').update({ replayed_at: now });
  // a number may have been proved since the backup, and the backup does not know it: as after a change of the secret
  await trx('spent_grants')
    .insert({ number_hash: `restored:${backupMadeAt.toISOString()}`, secret_fingerprint: 'restored', spent_at: now })
    .onConflict('number_hash')
    .ignore();
  await trx('users').increment('token_generation', GENERATIONS);
  for (const { name, columns } of await listTables(trx)) {
    const counted = columns.find(({ countsUp }) => countsUp)?.name;
    if (counted !== undefined) await leap(trx, name, counted);
  }
}

async function leap(trx: Transaction, table: string, column: string): Promise<void> {
  const [row] = await trx(table).max(`${column} as highest`);
  const last = Number(row?.highest ?? 0) + LEAP;
  if (isPostgres(trx)) {
    await trx.raw('select setval(pg_get_serial_sequence(?, ?), ?)', [table, column, last]);
    return;
  }
  await trx('sqlite_sequence').where({ name: table }).delete();
  await trx('sqlite_sequence').insert({ name: table, seq: last });
}
