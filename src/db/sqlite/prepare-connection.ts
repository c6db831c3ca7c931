export interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/**
 * FULL keeps every acknowledged text through a power cut. There is no busy time-out, because it would wait inside the few
 * threads of libuv and freeze the process. `inTransaction` waits in JavaScript instead.
 */
const PRAGMAS =
  'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';

export function prepareSqliteConnection(
  connection: SqliteConnection,
  done: (error: Error | null, connection: SqliteConnection) => void,
): void {
  connection.exec(PRAGMAS, (error) => done(error, connection));
}
