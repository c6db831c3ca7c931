import knex, { type Knex } from 'knex';
import { knexConfig } from '#knexfile';

export type Database = Knex;
export type Transaction = Knex.Transaction;

/** `sqlite:<path>` or `postgres://…`. */
export function connect(databaseUrl: string): Database {
  return knex(knexConfig(databaseUrl));
}

export function isPostgres(db: Database): boolean {
  return db.client.config.client === 'pg';
}
