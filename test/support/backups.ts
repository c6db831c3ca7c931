import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backup, backUp } from '#src/backup/file/back-up.ts';
import type { StoredValue } from '#src/backup/file/backup-format.ts';
import { readBackup } from '#src/backup/file/read-backup.ts';
import { restore } from '#src/backup/restore/restore.ts';
import type { RestoreResult } from '#src/backup/restore/restore-request.ts';
import { connect } from '#src/db/connect.ts';

export const SECRET = 'a secret of these tests, 32 letters long';

/** A folder for backups, with the functions that the commands use. */
export interface Shelf extends Disposable {
  file(name: string): string;
  backUp(databaseUrl: string, name?: string, madeAt?: Date): Promise<Backup>;
  restore(databaseUrl: string, name?: string, options?: { isReplacing?: boolean; now?: Date }): Promise<RestoreResult>;
}

export function createShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-backups-'));
  const file = (name: string) => join(folder, name);
  const keep = async (databaseUrl: string, name = 'backup', madeAt = new Date()) => {
    const db = connect(databaseUrl);
    try {
      return await backUp(db, file(name), { madeAt, version: '0.1.0', watch: 'Night Owls', secret: SECRET });
    } finally {
      await db.destroy();
    }
  };
  return {
    file,
    backUp: keep,
    restore: (databaseUrl, name = 'backup', { isReplacing = false, now = new Date() } = {}) => {
      const setAside = async () => (await keep(databaseUrl, 'aside')).file;
      return restore({ databaseUrl, file: file(name), isReplacing, now, setAside });
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type StoredRow = Record<string, StoredValue | undefined>;

/** The rows of a backup, by table. */
export async function rowsIn(file: string): Promise<Record<string, StoredRow[]>> {
  const tables: Record<string, StoredRow[]> = {};
  let rows: StoredRow[] = [];
  let names: string[] = [];
  for await (const part of readBackup(file)) {
    if (part.part === 'table') {
      rows = [];
      tables[part.table.table] = rows;
      names = part.table.columns.map(({ name }) => name);
    }
    if (part.part === 'row') rows.push(Object.fromEntries(names.map((name, index) => [name, part.row[index]])));
  }
  return tables;
}
