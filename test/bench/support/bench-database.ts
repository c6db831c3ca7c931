import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { startPostgres } from '#test/support/start-postgres.ts';

/** One kind of database, on this machine's disk, as durable as in production. */
export interface BenchDatabase {
  kind: 'SQLite' | 'PostgreSQL';
  version: string;
  /** Migrates a database and fills it once. `copy` then makes copies of it. */
  prepare(fill: (db: Database) => Promise<void>): Promise<Prepared>;
  close(): Promise<void>;
}

export interface Prepared {
  /** The URL of a new copy. */
  copy(): Promise<string>;
  /** The URL of the prepared database itself, if it is too big to be copied. */
  url: string;
}

export async function openSqlite(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-bench-'));
  let files = 0;
  const newFile = () => {
    files += 1;
    return join(folder, `${files}.sqlite3`);
  };
  const version = await versionOf('sqlite::memory:', 'select sqlite_version() as version');
  return {
    kind: 'SQLite',
    version,
    prepare: async (fill) => {
      const file = newFile();
      await filled(`sqlite:${file}`, fill);
      const copy = async () => {
        const copied = newFile();
        copyFileSync(file, copied);
        return `sqlite:${copied}`;
      };
      return { url: `sqlite:${file}`, copy };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface PostgresServer {
  /** Without a database. */
  url: string;
  stop(): Promise<void>;
}

/** On a server of its own, unless one is given. */
export async function openPostgres(given?: PostgresServer): Promise<BenchDatabase> {
  const server = given ?? (await startPostgres({ isDurable: true }));
  const admin = connect(`${server.url}/postgres`);
  let names = 0;
  const create = async (template?: string) => {
    names += 1;
    const name = `bench_${names}`;
    await admin.raw(`create database ${name}${template ? ` template ${template} strategy file_copy` : ''}`);
    return name;
  };
  const version = await versionOf(`${server.url}/postgres`, "select current_setting('server_version') as version");
  return {
    kind: 'PostgreSQL',
    version,
    prepare: async (fill) => {
      const name = await create();
      await filled(`${server.url}/${name}`, fill);
      return { url: `${server.url}/${name}`, copy: async () => `${server.url}/${await create(name)}` };
    },
    close: async () => {
      for (let name = 1; name <= names; name += 1) await admin.raw(`drop database bench_${name} with (force)`);
      await admin.destroy();
      await server.stop();
    },
  };
}

async function filled(url: string, fill: (db: Database) => Promise<void>): Promise<void> {
  const db = connect(url);
  await migrate(db);
  await fill(db);
  await db.destroy();
}

async function versionOf(url: string, sql: string): Promise<string> {
  const db = connect(url);
  const answer = await db.raw(sql);
  await db.destroy();
  return (answer.rows ?? answer)[0].version;
}
