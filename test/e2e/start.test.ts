import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
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

test('a value of .env that is cut at "#" is named by the service and by the doctor, without the value', async () => {
  const file = ['WATCH_NAME=Block #7', 'JWT_SECRET="a secret #1 that is long enough" # from the safe', 'PRICE=1 #2'];
  writeFileSync(join(site.folder, '.env'), file.join('\n'));
  const { WATCH_NAME: _, ...env } = site.env;
  const run = runFile('src/main.ts', [], site.folder, env);
  await expect.poll(run.output, { timeout: 30_000 }).toContain('"msg":"listening"');
  run.child.kill('SIGINT');
  await run.ended;
  const warnings = run.output().match(/.*the value in \.env ends before.*/g);
  expect(warnings).toEqual([expect.stringContaining('"setting":"WATCH_NAME"')]);
  expect(run.output()).not.toContain('Block');

  const doctor = runFile('src/commands/doctor.ts', [], site.folder, env);
  await doctor.ended;
  expect(doctor.output()).toContain('settings: WATCH_NAME in .env ends before "#"');
  expect(doctor.output()).not.toContain('JWT_SECRET in .env');

  const named = runFile('src/commands/doctor.ts', [], site.folder, { ...env, WATCH_NAME: 'Oak Park' });
  await named.ended;
  expect(named.output()).not.toContain('ends before "#"');
});

test.each([
  ['on', true],
  ['off', false],
])(
  'with SIMULATOR=%s, whether the address of the phones on the screen is printed: %s',
  async (SIMULATOR, isPrinted) => {
    const run = startWith({ SIMULATOR });
    await expect.poll(run.output, { timeout: 30_000 }).toContain('try it from another terminal');
    run.child.kill('SIGINT');
    await run.ended;
    expect(run.output().includes(`in a browser: http://127.0.0.1:${site.env.PORT}/try"`)).toBe(isPrinted);
  },
);

test('phones on the screen that other machines could open are refused, with the reason', async () => {
  const run = startWith({ SIMULATOR: 'on', HOST: '0.0.0.0' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('SIMULATOR: cannot be on with HOST=0.0.0.0, because other machines could open it');
});
