import type { Header } from '#src/backup/file/backup-format.ts';
import type { Database } from '#src/db/connect.ts';

export interface RestoreRequest {
  databaseUrl: string;
  /** The backup. */
  file: string;
  /** True: the backup may replace a database that holds people. */
  isReplacing: boolean;
  now: Date;
  /** Backs up a PostgreSQL database before it is replaced, and returns the file. */
  setAside: (db: Database) => Promise<string>;
}

export interface RestoreResult {
  header: Header;
  /** The number of rows of each table. */
  counts: Record<string, number>;
  /** The file with the previous database, if there was one. */
  keptAside: string | undefined;
}
