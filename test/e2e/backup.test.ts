import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { createSite, type Site } from '#test/support/process.ts';
import { runFile } from '#test/support/run-file.ts';

const THANDI = '+27821234567';

let site: Site;
afterEach(() => site.remove());

/** Runs a command where the service runs; returns what it printed and its exit status. */
async function run(command: string, ...args: string[]): Promise<{ output: string; status: number | string }> {
  const { ended, output } = runFile(`src/commands/${command}.ts`, args, site.folder, site.env);
  const status = await ended;
  return { output: output(), status };
}

test('backup, restore and resume from the command line, with a service that runs, dies and runs again', async () => {
  site = await createSite('sqlite:./data/watchline.sqlite3', { JWT_SECRET: '' });
  const service = await site.start();
  await site.text(THANDI, 'hello');
  await expect.poll(() => site.sentTo(THANDI).length, { timeout: 10_000 }).toBe(1);

  const backup = await run('backup');
  expect(backup).toMatchObject({ status: 0, output: expect.stringMatching(/ rows of \d+ tables, \d+ KB, checked\./) });
  const [file = ''] = readdirSync(site.folder).filter((name) => name.endsWith('.watchline.gz'));
  expect(file).toMatch(/^backup-\d{4}-\d\d-\d\dT\d{4}\.watchline\.gz$/);
  expect(await run('restore', '--replace', file)).toMatchObject({
    status: 2,
    output: 'Somebody uses this database: stop the service, and whatever else has it open, then restore.\n',
  });

  service.child.kill('SIGKILL');
  await service.ended;
  expect((await run('restore', file)).output).toContain('--replace');
  const restored = await run('restore', '--replace', file);
  expect(restored).toMatchObject({ status: 0, output: expect.stringContaining('npm run resume') });
  expect(readdirSync(join(site.folder, 'data')).join()).toMatch(/secret.*watchline-before-restore-\w+\.sqlite3/);

  const again = await site.start();
  expect(again.output()).toContain('sending is held since a restore');
  expect(await (await fetch(`${site.url}/readyz`)).json()).toMatchObject({ held_since: expect.any(String) });
  expect(await run('resume')).toMatchObject({ status: 2, output: expect.stringContaining('--yes') });
  expect(await run('resume', '--yes')).toMatchObject({
    status: 0,
    output: expect.stringContaining('Sending continues.'),
  });
  expect(await (await fetch(`${site.url}/readyz`)).json()).toEqual({ status: 'ready' });
  await site.text(THANDI, 'Thandi Nkosi');
  await expect.poll(() => site.sentTo(THANDI).length, { timeout: 10_000 }).toBe(2);
  const db = connect(`sqlite:${join(site.folder, 'data/watchline.sqlite3')}`);
  expect(await db('inbox').pluck('body')).toEqual(['hello', 'Thandi Nkosi']);
  await db.destroy();
}, 120_000);
