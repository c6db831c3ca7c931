import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/support/free-port.ts';
import { createInstallation, type Installation } from '#test/support/installation.ts';
import { type Run, runFile } from '#test/support/run-file.ts';
import { FRIDAY_EVENING, SETTINGS } from './demo-database.ts';

const LONGEST_START_MS = 60_000;
const POLL_MS = 50;

export interface RunningService {
  url: string;
  /** The conversation tests that were saved. */
  listSaved(): string[];
  stop(): Promise<void>;
}

/** Starts the real service on that Friday evening. `database`: what it begins with, which is copied. */
export function startService(database?: string): Promise<RunningService> {
  return serve((installation, port) => {
    const file = join(installation.folder, 'data/watchline.sqlite3');
    if (database !== undefined) copyFileSync(database, file);
    const own = { PORT: String(port), DATABASE_URL: `sqlite:${file}`, CLOCK_START: FRIDAY_EVENING };
    installation.configure({ ...SETTINGS, ...own });
    return installation.start();
  });
}

/** `npm run demo`. */
export function startDemo(): Promise<RunningService> {
  return serve(({ folder }, port) => runFile('src/demo/main.ts', [], folder, { PORT: String(port) }, folder));
}

/** Runs in a copy of our files, so that a test that is saved does not get among our own. */
async function serve(start: (installation: Installation, port: number) => Run): Promise<RunningService> {
  const installation = createInstallation();
  const saved = join(installation.folder, 'test/conversations');
  mkdirSync(saved, { recursive: true });
  const port = await freePort();
  const run = start(installation, port);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    run.child.kill('SIGTERM');
    await run.ended;
    installation.remove();
  };
  let hasEnded = false;
  void run.ended.then(() => {
    hasEnded = true;
  });
  for (const until = performance.now() + LONGEST_START_MS; !(await isReady(url)); await wait(POLL_MS)) {
    if (!hasEnded && performance.now() < until) continue;
    await stop();
    throw new Error(`the service did not start (${await run.ended}):\n${run.output()}`);
  }
  return {
    url,
    listSaved: () => readdirSync(saved).map((name) => readFileSync(join(saved, name), 'utf8')),
    stop,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
