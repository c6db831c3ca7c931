import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { fillDemoWatch } from '#src/demo/fill-demo-watch.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';

/** The local time of the demo watch in every browser test and every picture. */
export const FRIDAY_EVENING = '2026-11-27T21:00';
export const SETTINGS = { JWT_SECRET: 'a secret for tests, and for nothing else', TIME_ZONE: 'Africa/Johannesburg' };

export interface DemoDatabase {
  /** A SQLite file, to be copied. */
  file: string;
  remove(): Promise<void>;
}

/** Fills the demo watch once. It takes some seconds. */
export async function createDemoDatabase(): Promise<DemoDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'watchline-demo-'));
  const file = join(folder, 'watchline.sqlite3');
  const config = parseConfig({ ...SETTINGS, DATABASE_URL: `sqlite:${file}`, LOG_LEVEL: 'silent' });
  const db = connect(config.DATABASE_URL);
  await migrate(db);
  await db.destroy();
  const friday = parseInstant(FRIDAY_EVENING, config.TIME_ZONE);
  if (!friday) throw new Error(`${FRIDAY_EVENING} is not a time`);
  await fillDemoWatch({ config }, friday);
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
