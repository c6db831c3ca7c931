import type { Database } from 'sqlite3';
import { keepSqliteStatements } from './kept-statements.ts';

/**
 * FULL keeps every acknowledged text through a power cut. There is no busy time-out, because it would wait inside the few
 * threads of libuv and freeze the process. `inTransaction` waits in JavaScript instead.
 */
const PRAGMAS =
  'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';

/** knex cannot open a file read-only. This connection reads snapshots while another one writes. */
const READER_PRAGMAS = 'PRAGMA busy_timeout = 0; PRAGMA query_only = ON;';

export function prepareSqliteConnection(
  connection: Database,
  done: (error: Error | null, connection: Database) => void,
): void {
  keepSqliteStatements(connection);
  connection.exec(PRAGMAS, (error) => done(error, connection));
}

export function prepareSqliteReader(
  connection: Database,
  done: (error: Error | null, connection: Database) => void,
): void {
  keepSqliteStatements(connection);
  connection.exec(READER_PRAGMAS, (error) => done(error, connection));
}
