import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';
import { runFile } from '#test/support/run-file.ts';

let scratch: ScratchDatabase;
let site: Site;
beforeEach(async () => {
  scratch = await scratchDatabase('SQLite', { isEmpty: true });
  site = await createSite(scratch.url);
});
afterEach(async () => {
  await site.remove();
  await scratch.remove();
});

const startWith = (settings: Record<string, string>) =>
  runFile('src/main.ts', [], site.folder, { ...site.env, ...settings });

test('every wrong setting is named in plain words', async () => {
  const run = startWith({ PORT: 'http', WATCH_NAME: 'a name that is much too long', NODE_ENV: 'production' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/PORT: .*\n.*WATCH_NAME: /);
  expect(run.output()).not.toContain('at ');
});

test('a clock that cannot be read is refused', async () => {
  const run = startWith({ CLOCK_START: 'friday night' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('CLOCK_START must look like');
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(Number(site.env.PORT), '127.0.0.1');
  await once(other, 'listening');
  const run = startWith({});
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain(`127.0.0.1:${site.env.PORT} is already in use`);
  other.close();
});

test('a Ctrl-C that arrives twice at once, as npm passes it on, still stops in order', async () => {
  const run = await site.start();
  run.child.kill('SIGINT');
  run.child.kill('SIGINT');
  const how = await run.ended;
  expect(how, run.output()).toBe(0);
});
