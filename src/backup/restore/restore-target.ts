import { BackupError } from '#src/backup/file/backup-error.ts';
import { isPostgres, type Transaction } from '#src/db/connect.ts';

/** What a restore would replace. `bare`: a database of ours without people and texts. `foreign`: tables of other software. */
export type RestoreTarget = 'absent' | 'bare' | 'peopled' | 'unreadable' | 'foreign' | 'inUse';

const REFUSALS: Readonly<Record<Exclude<RestoreTarget, 'absent' | 'bare'>, string>> = {
  inUse: 'Somebody uses this database: stop the service, and whatever else has it open, then restore.',
  foreign: 'This database holds tables of something else: restore into one of its own.',
  peopled: 'This database holds people or texts. With --replace the backup takes its place, and it is kept aside.',
  unreadable:
    'This file is no database that can be read. With --replace the backup takes its place, and it is kept aside.',
};
const REPLACEABLE: readonly RestoreTarget[] = ['peopled', 'unreadable'];

/** Throws `BackupError` if the restore is not allowed. */
export function refuseTarget(target: RestoreTarget, isReplacing: boolean): void {
  if (target === 'absent' || target === 'bare') return;
  if (isReplacing && REPLACEABLE.includes(target)) return;
  throw new BackupError(REFUSALS[target]);
}

/** What a database contains. Nobody else may be using it. */
export async function inspectTarget(trx: Transaction): Promise<RestoreTarget> {
  const names = await listTableNames(trx);
  if (names.length === 0) return 'absent';
  if (!names.includes('knex_migrations')) return 'foreign';
  if (!names.includes('users')) return 'absent';
  const somebody = (await trx('users').first('user_id')) ?? (await trx('inbox').first('inbox_id'));
  return somebody === undefined ? 'bare' : 'peopled';
}

/** Tables of this database user, in the current schema. */
export async function listTableNames(trx: Transaction): Promise<string[]> {
  if (!isPostgres(trx))
    return trx('sqlite_master').where({ type: 'table' }).whereNot('name', 'like', 'sqlite%').pluck('name');
  return trx('pg_tables').whereRaw('schemaname = current_schema() and tableowner = current_user').pluck('tablename');
}
