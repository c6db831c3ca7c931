import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { POSTGRES_TEMPLATE } from './database-server.ts';

export const DATABASE_KINDS = ['SQLite', 'PostgreSQL'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** Large tests, such as those with 100,000 texts, run on both databases too, unless `LARGE_TESTS_ON` names one: `.ci/run` takes turns. */
export const LARGE_TEST_KINDS = DATABASE_KINDS.filter((kind) => (process.env.LARGE_TESTS_ON ?? kind) === kind);

export interface ScratchDatabase {
  url: string;
  remove(): Promise<void>;
}

/** A new database that nobody else uses: migrated, or empty. */
export async function scratchDatabase(
  kind: DatabaseKind,
  { isEmpty = false }: { isEmpty?: boolean } = {},
): Promise<ScratchDatabase> {
  if (kind === 'SQLite') {
    const folder = mkdtempSync(join(tmpdir(), 'watchline-test-'));
    const file = join(folder, 'watchline.sqlite3');
    if (!isEmpty) copyFileSync(inject('sqliteTemplate'), file);
    return { url: `sqlite:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
  }
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(
    server,
    `create database ${name} template ${isEmpty ? 'template1' : POSTGRES_TEMPLATE} strategy file_copy`,
  );
  return { url: `${server}/${name}`, remove: () => administer(server, `drop database ${name} with (force)`) };
}

async function administer(server: string, sql: string) {
  const admin = knex({ client: 'pg', connection: `${server}/postgres`, pool: { min: 0, max: 1 } });
  await admin.raw(sql);
  await admin.destroy();
}

/** Runs the same tests on both databases. `database()` is one connection for the whole block; services open `url()`. */
export function onBothDatabases(tests: DatabaseTests) {
  onDatabases(DATABASE_KINDS, tests);
}

type DatabaseTests = (database: () => Database, kind: DatabaseKind, url: () => string) => void;

/** The same on some of the databases. */
export function onDatabases(kinds: readonly DatabaseKind[], tests: DatabaseTests) {
  describe.each(kinds)('on %s', (kind) => {
    let scratch: ScratchDatabase;
    let db: Database;
    beforeAll(async () => {
      scratch = await scratchDatabase(kind);
      db = connect(scratch.url);
    });
    afterAll(async () => {
      await db.destroy();
      await scratch.remove();
    });
    tests(
      () => db,
      kind,
      () => scratch.url,
    );
  });
}
