import { rename, rm, stat } from 'node:fs/promises';
import { connect, type Database } from '#src/db/connect.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { readHeader } from './read-backup.ts';
import { rebuild } from './rebuild.ts';
import { type BackupFacts, writeBackup } from './write-backup.ts';

export interface Backup {
  file: string;
  bytes: number;
  /** The number of rows of each table. */
  counts: Record<string, number>;
}

/**
 * Backs up the database into `file`. Writes a temporary file first, and renames it only after a database was built from it as a
 * test.
 */
export async function backUp(db: Database, file: string, facts: BackupFacts): Promise<Backup> {
  const unfinished = `${file}.unfinished`;
  try {
    await writeBackup(withoutNameMapping(db), unfinished, facts);
    const counts = await checkBackup(unfinished);
    const { size } = await stat(unfinished);
    await rename(unfinished, file);
    return { file, bytes: size, counts };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Tests a backup by building a temporary SQLite database from it. Returns the number of rows of each table. */
async function checkBackup(file: string): Promise<Record<string, number>> {
  const header = await readHeader(file);
  const trial = `${file}.trial`;
  const db = withoutNameMapping(connect(`sqlite:${trial}`));
  try {
    return await rebuild(db, file, header);
  } finally {
    await db.destroy();
    for (const end of ['', '-wal', '-shm']) await rm(`${trial}${end}`, { force: true });
  }
}
