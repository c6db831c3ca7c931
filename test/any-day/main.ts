import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clockOfChild } from '../support/clock/clock-of-child.ts';
import { MOMENTS, type Moment, momentOfCommit, quarterOfCommit } from './moments.ts';
import { listTestsThatStartProcesses } from './starts-process.ts';

/**
 * `npm run test:any-day`: the tests that read a clock, at six moments. `-- --only 3` runs the third moment,
 * `-- --of-commit` the moment that the hash of HEAD selects, and a part of the tests: without
 * those that read no clock, and a quarter of those that start processes.
 */
const ROOT = join(import.meta.dirname, '../..');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

const { values } = parseArgs({ options: { only: { type: 'string' }, 'of-commit': { type: 'boolean' } } });
const hash = values['of-commit']
  ? execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' })
  : undefined;
const files = hash === undefined ? ['test/unit/', 'test/conversations/'] : filesOfCommit();
files.push(...startedFiles());

const failed = chosen().filter((localNow) => !passesAt(localNow));
if (failed.length > 0) {
  console.error(`Failed at: ${failed.map(({ name }) => name).join('; ')}.`);
  process.exit(1);
}

/** The transcripts run on both databases elsewhere, and regular expressions and docs know no day. */
function filesOfCommit(): string[] {
  const unit = readdirSync(join(ROOT, 'test/unit')).filter((name) => name !== 'linear' && name !== 'docs');
  return ['test/conversations/conversations-on-sqlite', ...unit.map((name) => `test/unit/${name}`)];
}

/** For one commit a quarter of them is enough, and the pages are left out: they take longest. */
function startedFiles(): string[] {
  const all = listTestsThatStartProcesses();
  if (hash === undefined) return all;
  return quarterOfCommit(
    hash,
    all.filter((file) => !file.startsWith('test/browser/')),
  );
}

function chosen(): readonly Moment[] {
  if (hash !== undefined) return [momentOfCommit(hash)];
  if (values.only === undefined) return MOMENTS;
  const localNow = MOMENTS[Number(values.only) - 1];
  if (!localNow) throw new Error(`--only takes a number from 1 to ${MOMENTS.length}`);
  return [localNow];
}

function passesAt({ name, at, machineZone }: Moment): boolean {
  console.log(`\nAt ${name} (${at}, machine in ${machineZone}):`);
  const { TZ, ...clock } = clockOfChild(new Date(at));
  const env = { ...process.env, ...clock, TZ: machineZone };
  const { status } = spawnSync(process.execPath, [VITEST, 'run', ...files], { cwd: ROOT, env, stdio: 'inherit' });
  return status === 0;
}
