import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Log, silentLog } from '#src/platform/log.ts';
import { createJobs, type Jobs } from '#src/process/jobs.ts';

/** Adds a word to the file `seen` beside the workers. */
const TELL = `
  import { appendFileSync } from 'node:fs';
  import { parentPort } from 'node:worker_threads';
  const tell = (word: string) => appendFileSync(import.meta.dirname + '/seen', word + ' ');
`;
const COMES_TO_ITS_END = `
  if (message === 'cancel') { parentPort?.postMessage('cancelled'); parentPort?.close(); }
`;
const DISPATCHER = `${TELL}
  tell('started');
  parentPort?.on('message', (message) => { if (message === 'wake') tell('woken'); ${COMES_TO_ITS_END} });
`;

describe('the jobs', () => {
  let scratch: string;
  let folder: string;
  let jobs: Jobs | undefined;
  let errors: object[];
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'watchline-jobs-'));
    // characters that a path may contain, and source code too
    folder = join(scratch, 'c++ & #1');
    mkdirSync(folder);
    errors = [];
  });
  afterEach(async () => {
    await jobs?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  const start = async (workers: Record<string, string>) => {
    for (const [name, source] of Object.entries(workers)) writeFileSync(join(folder, `${name}.ts`), source);
    const timetable = Object.keys(workers).map((name) => ({ name, timeout: 0, interval: 200 }));
    const log: Log = Object.assign(Object.create(silentLog), { error: (line: object) => errors.push(line) });
    jobs = createJobs(log, {}, { folder, timetable });
    await jobs.start();
    return jobs;
  };
  const seen = () => (existsSync(join(folder, 'seen')) ? readFileSync(join(folder, 'seen'), 'utf8') : '');
  const sees = (pattern: RegExp) => expect.poll(seen, { timeout: 10_000, interval: 20 }).toMatch(pattern);

  test('the dispatcher is started once, woken by the process, and stopped in order', async () => {
    const { wake, stop } = await start({ dispatch: DISPATCHER });
    await sees(/started/);
    wake();
    await sees(/woken/);
    await stop();
    expect(seen()).toBe('started woken ');
    expect(errors).toEqual([]);
  });

  test('a worker that queued a message wakes the dispatcher', async () => {
    await start({
      dispatch: DISPATCHER,
      'every-minute': `${TELL} parentPort?.postMessage('queued'); parentPort?.postMessage('done'); `,
    });
    await sees(/started.* woken/);
  });

  test('a worker that breaks is logged, without its message, and started again', async () => {
    await start({ dispatch: `${TELL} tell('started'); throw new RangeError('secret words');` });
    await sees(/started started/);
    expect(errors[0]).toMatchObject({ job: 'dispatch', error: 'RangeError' });
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(errors.length).toBeLessThanOrEqual(seen().trim().split(' ').length);
  });
});
