import type { Header } from '#src/backup/file/backup-format.ts';
import { rebuild } from '#src/backup/file/rebuild.ts';
import { connect, type Database, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { runMigrations } from '#src/db/schema/run-migrations.ts';
import { prepareRestoredDatabase } from './prepare-restored-database.ts';
import type { RestoreRequest, RestoreResult } from './restore-request.ts';
import { inspectTarget, listTableNames, type RestoreTarget, refuseTarget } from './restore-target.ts';

/** Runs in one transaction. A service that connects in the meantime waits for its end. */
export async function restoreIntoPostgres(order: RestoreRequest, header: Header): Promise<RestoreResult> {
  const db = connect(order.databaseUrl);
  try {
    const target = await inTransaction(withoutNameMapping(db), findTarget);
    refuseTarget(target, order.isReplacing);
    const keptAside = target === 'peopled' ? await order.setAside(db) : undefined;
    return await inTransaction(withoutNameMapping(db), async (trx) => {
      refuseTarget(await findTarget(trx), order.isReplacing);
      for (const name of await listTableNames(trx)) await trx.raw('drop table ?? cascade', [name]);
      const counts = await rebuild(trx, order.file, header);
      await runMigrations(trx);
      await prepareRestoredDatabase(trx, { now: order.now, backupMadeAt: header.made_at });
      return { header, counts, keptAside };
    });
  } finally {
    await db.destroy();
  }
}

async function findTarget(trx: Transaction): Promise<RestoreTarget> {
  return (await isInUse(trx)) ? 'inUse' : inspectTarget(trx);
}

/** Whether another process of ours is connected. The application name is set in knexfile.ts. */
async function isInUse(trx: Database): Promise<boolean> {
  const other = await trx('pg_stat_activity')
    .whereRaw("datname = current_database() and application_name = 'watchline' and pid <> pg_backend_pid()")
    .first('pid');
  return other !== undefined;
}
