import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { SETTLED } from '#src/messaging/outbox/outbound-status.ts';

/**
 * More ids than a watch can have used since its backup. Status callbacks, tokens and readers of live events know ids from after
 * the backup, so no other row may get one of these ids.
 */
const SKIPPED_IDS = 1_000_000;
/** The same for tokens: a token that was ended since the backup must not count again. */
const SKIPPED_GENERATIONS = 1000;

/**
 * Makes a restored database safe to use. Holds all messages that were not sent and all timers that had not run at the time of
 * the backup, because most of them were sent or ran since. `trx` must not convert names.
 */
export async function prepareRestoredDatabase(
  trx: Transaction,
  { now, backupMadeAt }: { now: Date; backupMadeAt: Date },
): Promise<void> {
  await trx('sending_holds').delete();
  await trx('sending_holds').insert({ id: 1, since: now, backup_made_at: backupMadeAt });
  await trx('outbox').whereNotIn('status', SETTLED).update({ status: 'held', lease_expires_at: null });
  await trx('timers').where({ status: 'waiting' }).update({ status: 'held', lease_until: null });
  // texts that were not handled at the time of the backup were handled and answered since
  await trx('inbox').whereNull('handled_at').update({ replayed_at: now });
  // numbers may have been proved since the backup, so grants are treated as after a change of the secret
  await trx('spent_grants')
    .insert({ number_hash: `restored:${backupMadeAt.toISOString()}`, secret_fingerprint: 'restored', spent_at: now })
    .onConflict('number_hash')
    .ignore();
  await trx('users').increment('token_generation', SKIPPED_GENERATIONS);
  for (const { name, columns } of await listTables(trx)) {
    const counted = columns.find(({ countsUp }) => countsUp)?.name;
    if (counted !== undefined) await skipIds(trx, name, counted);
  }
}

async function skipIds(trx: Transaction, table: string, column: string): Promise<void> {
  const [row] = await trx(table).max(`${column} as highest`);
  const last = Number(row?.highest ?? 0) + SKIPPED_IDS;
  if (isPostgres(trx)) {
    await trx.raw('select setval(pg_get_serial_sequence(?, ?), ?)', [table, column, last]);
    return;
  }
  await trx('sqlite_sequence').where({ name: table }).delete();
  await trx('sqlite_sequence').insert({ name: table, seq: last });
}
