import pg from 'pg';
import sqlite3 from 'sqlite3';
import { isTransactionControl } from './unit.ts';

export type Rows = Record<string, unknown>[];
export type Ask = (sql: string, bindings: readonly unknown[]) => Promise<Rows>;

/** The database driver without knex. */
export interface BareDriver {
  /** Runs several statements on one connection of their own. */
  use<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Runs one statement by itself. It waits for no other. */
  ask: Ask;
}

/** The same settings as in knexfile.ts. */
export function openDriver(databaseUrl: string): BareDriver {
  return databaseUrl.startsWith('sqlite:')
    ? openSqlite(databaseUrl.slice('sqlite:'.length))
    : openPostgres(databaseUrl);
}

/** `?, ?` or `$1, $2`. */
export function placeholders(databaseUrl: string, count: number): string {
  const isSqlite = databaseUrl.startsWith('sqlite:');
  return Array.from({ length: count }, (_, index) => (isSqlite ? '?' : `$${index + 1}`)).join(', ');
}

function openSqlite(file: string): BareDriver {
  const database = new sqlite3.Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const ask: Ask = (sql, bindings) =>
    new Promise((resolve, reject) => {
      const done = (error: Error | null, rows: unknown = []) => (error ? reject(error) : resolve(rows as Rows));
      // a transaction may begin or end with two statements
      if (isTransactionControl({ sql, bindings: [] })) database.exec(sql, done);
      else database.all(sql, bindings, done);
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask,
    use: (work) => {
      const next = last.then(() => work(ask));
      last = next.catch(() => {});
      return next;
    },
  };
}

function openPostgres(databaseUrl: string): BareDriver {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  return {
    ask: async (sql, bindings) => (await pool.query(sql, [...bindings])).rows,
    use: async (work) => {
      const client = await pool.connect();
      try {
        return await work(async (sql, bindings) => (await client.query(sql, [...bindings])).rows);
      } finally {
        client.release();
      }
    },
  };
}
