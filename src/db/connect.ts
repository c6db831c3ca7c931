import knex, { type Knex } from 'knex';
import { knexConfig } from '#knexfile';

export type Database = Knex;
/** A database within a transaction; only `inTransaction` makes one. */
export type Transaction = Knex & { isTransaction: true };

/** `sqlite:<path>` or `postgres://…`. */
export function connect(databaseUrl: string): Database {
  return knex(knexConfig(databaseUrl));
}

/**
 * The same database over the same connections, with tables and columns called as it calls them: for migrations, and for
 * what treats every table alike.
 */
export function withoutNameMapping(db: Database): Database {
  const plain = db.withUserParams({});
  Object.assign(plain.client.config, { wrapIdentifier: undefined, postProcessResponse: undefined });
  return plain;
}

export function isPostgres(db: Database): boolean {
  return db.client.config.client === 'pg';
}

/** The file of a SQLite database; undefined for PostgreSQL. */
export function sqliteFileOf(databaseUrl: string): string | undefined {
  return databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined;
}
