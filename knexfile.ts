import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';
import pg from 'pg';
import type { DatabaseFacts } from '#src/db/database-facts.ts';
import { preparePostgresConnection } from '#src/db/postgres/prepare-connection.ts';
import { prepareSqliteConnection, prepareSqliteReader } from '#src/db/sqlite/prepare-connection.ts';

const DATE = 1082;
// Keep a local date as text, as on SQLite. As a JS Date it would be the day before, east of Greenwich.
pg.types.setTypeParser(DATE, (text) => text);

const nothing = () => {};
/** knex would also print what it throws, in lines that are not JSON and that contain values. */
const SILENT = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };
const MOST_POSTGRES_CONNECTIONS = 10;

/** `sqlite:<path>` or `postgres://…`. Creates the folder of a SQLite file. A connection that cannot write is for SQLite only. */
export function knexConfig(
  databaseUrl: string,
  { mayWrite } = { mayWrite: true },
): Knex.Config & { userParams: DatabaseFacts } {
  const common = {
    ...knexSnakeCaseMappers(),
    log: SILENT,
    migrations: { directory: `${import.meta.dirname}/migrations`, loadExtensions: ['.ts'] },
  };
  if (!databaseUrl.startsWith('sqlite:')) {
    const connection = {
      connectionString: databaseUrl,
      // a restore finds connections of running services by this name
      application_name: 'watchline',
      keepAlive: true,
      // concurrent statements are sent without waiting for each other's answers
      pipeline: true,
    };
    const facts: DatabaseFacts = { kind: 'postgres', mostConnections: MOST_POSTGRES_CONNECTIONS };
    return {
      ...common,
      client: 'pg',
      connection,
      pool: { min: 0, max: MOST_POSTGRES_CONNECTIONS, afterCreate: preparePostgresConnection },
      userParams: facts,
    };
  }
  const filename = databaseUrl.slice('sqlite:'.length);
  mkdirSync(dirname(filename), { recursive: true });
  const facts: DatabaseFacts = { kind: 'sqlite', file: filename, mostConnections: 1 };
  return {
    ...common,
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: mayWrite ? prepareSqliteConnection : prepareSqliteReader },
    userParams: facts,
  };
}

/** For knex's command line. A function, so that an import of this file creates no folder. */
export default () => knexConfig(process.env.DATABASE_URL ?? 'sqlite:./data/watchline.sqlite3');
