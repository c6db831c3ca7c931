import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';
import pg from 'pg';
import { keepStatements, type PostgresConnection } from '#src/db/postgres/kept-statements.ts';
import { PreparingSqliteClient } from '#src/db/sqlite/sqlite-client.ts';

const DATE = 1082;
// A local date is text here as on SQLite: as a JS Date it would be the day before, east of Greenwich.
pg.types.setTypeParser(DATE, (text) => text);

const nothing = () => {};
/** Knex would print what it throws as well, in lines that are no JSON and with values in them. */
const SILENT = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };

/** `sqlite:<path>` or `postgres://…`. Makes the folder of a SQLite file. */
export function knexConfig(databaseUrl: string): Knex.Config {
  const common = {
    ...knexSnakeCaseMappers(),
    log: SILENT,
    migrations: { directory: `${import.meta.dirname}/migrations`, loadExtensions: ['.ts'] },
  };
  if (!databaseUrl.startsWith('sqlite:')) {
    const connection = {
      connectionString: databaseUrl,
      // by this name a restore sees that somebody uses the database
      application_name: 'watchline',
      keepAlive: true,
      // what is asked at once leaves at once
      pipeline: true,
    };
    return { ...common, client: 'pg', connection, pool: { min: 0, max: 10, afterCreate: preparePostgres } };
  }
  const filename = databaseUrl.slice('sqlite:'.length);
  mkdirSync(dirname(filename), { recursive: true });
  return {
    ...common,
    client: PreparingSqliteClient as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: prepareSqlite },
  };
}

/**
 * What a machine held that vanished without a word, others get within a minute: PostgreSQL would wait for it for two
 * hours. Nothing of ours is silent in the middle of a transaction for so long.
 */
function preparePostgres(
  connection: PostgresConnection,
  done: (error: Error | null, connection: PostgresConnection) => void,
) {
  const settings =
    "set idle_in_transaction_session_timeout = '60s'; set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3;";
  keepStatements(connection);
  connection.query(settings, (error) => done(error, connection));
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/**
 * FULL keeps every acknowledged text through a power cut. No busy time-out: it would wait inside libuv's few threads and
 * freeze the process; `inTransaction` waits in JavaScript instead.
 */
function prepareSqlite(
  connection: SqliteConnection,
  done: (error: Error | null, connection: SqliteConnection) => void,
) {
  const pragmas =
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';
  connection.exec(pragmas, (error) => done(error, connection));
}

export default knexConfig(process.env.DATABASE_URL ?? 'sqlite:./data/watchline.sqlite3');
