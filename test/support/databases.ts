import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { migrate } from '#src/db/migrate.ts';

export const DATABASE_KINDS = ['SQLite', 'PostgreSQL'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

export interface ScratchDatabase {
  url: string;
  remove(): Promise<void>;
}

/** An empty database that nobody else uses, not yet migrated. */
export async function scratchDatabase(kind: DatabaseKind): Promise<ScratchDatabase> {
  if (kind === 'SQLite') {
    const folder = mkdtempSync(join(tmpdir(), 'watchline-test-'));
    return {
      url: `sqlite:${join(folder, 'watchline.sqlite3')}`,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  return { url: `${server}/${name}`, remove: () => administer(server, `drop database ${name} with (force)`) };
}

async function administer(server: string, sql: string) {
  const admin = knex({ client: 'pg', connection: `${server}/postgres`, pool: { min: 0, max: 1 } });
  await admin.raw(sql);
  await admin.destroy();
}

/** The same tests on both databases. `database()` is a migrated connection, one for the whole block; `url()` is for services. */
export function onBothDatabases(tests: (database: () => Database, kind: DatabaseKind, url: () => string) => void) {
  describe.each(DATABASE_KINDS)('on %s', (kind) => {
    let scratch: ScratchDatabase;
    let db: Database;
    beforeAll(async () => {
      scratch = await scratchDatabase(kind);
      db = connect(scratch.url);
      await migrate(db);
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
