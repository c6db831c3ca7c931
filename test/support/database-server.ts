import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** A migrated SQLite file, to be copied. */
    sqliteTemplate: string;
  }
}

/** A migrated database of the server above, to be copied. */
export const POSTGRES_TEMPLATE = 'watchline_template';

/** One PostgreSQL for the whole run, and one migrated database of each kind that the tests copy. */
export async function setup(project: TestProject) {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'watchline-template-'));
  const sqliteTemplate = join(folder, 'watchline.sqlite3');
  const server = connect(`${postgres.url}/postgres`);
  await server.raw(`create database ${POSTGRES_TEMPLATE}`);
  await server.destroy();
  for (const url of [`${postgres.url}/${POSTGRES_TEMPLATE}`, `sqlite:${sqliteTemplate}`]) {
    const db = connect(url);
    await migrate(db);
    await db.destroy();
  }
  project.provide('postgresUrl', postgres.url);
  project.provide('sqliteTemplate', sqliteTemplate);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
