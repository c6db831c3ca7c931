import knex, { type Knex } from 'knex';
import { knexConfig } from '#knexfile';
import type { DatabaseFacts } from './database-facts.ts';

export type Database = Knex;
/** A database within a transaction. Only `inTransaction` makes one. */
export type Transaction = Knex & { isTransaction: true };

/** `sqlite:<path>` or `postgres://…`. */
export function connect(databaseUrl: string): Database {
  return knex(knexConfig(databaseUrl));
}

/**
 * A database for reads only. On SQLite it is a second connection to the same file, so that a read never waits for the writer
 * lock. On PostgreSQL it is `db` itself.
 */
export function connectReader(db: Database): Database {
  const { file } = factsOf(db);
  return file === undefined ? db : knex(knexConfig(`sqlite:${file}`, { mayWrite: false }));
}

export function factsOf(db: Database): DatabaseFacts {
  return db.userParams as DatabaseFacts;
}

export function isPostgres(db: Database): boolean {
  return factsOf(db).kind === 'postgres';
}

/** The file of a SQLite database; undefined for PostgreSQL. */
export function sqliteFileOf(databaseUrl: string): string | undefined {
  return databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined;
}
