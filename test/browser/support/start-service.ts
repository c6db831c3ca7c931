import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/support/free-port.ts';
import { createInstallation } from '#test/support/installation.ts';
import { FRIDAY_EVENING, SETTINGS } from './demo-database.ts';

const LONGEST_START_MS = 60_000;
const POLL_MS = 50;

export interface RunningService {
  url: string;
  /** The conversation tests that were saved. */
  listSaved(): string[];
  stop(): Promise<void>;
}

interface ServiceParts {
  /** A database to begin with. It is copied. */
  database?: string;
  settings?: Record<string, string>;
}

/** Starts the real service on that Friday evening, in a folder of its own: what it saves does not get among our tests. */
export async function startService({ database, settings = {} }: ServiceParts = {}): Promise<RunningService> {
  const installation = createInstallation();
  const file = join(installation.folder, 'data/watchline.sqlite3');
  const saved = join(installation.folder, 'test/conversations');
  mkdirSync(saved, { recursive: true });
  if (database !== undefined) copyFileSync(database, file);
  const port = await freePort();
  const own = { ...SETTINGS, PORT: String(port), DATABASE_URL: `sqlite:${file}`, CLOCK_START: FRIDAY_EVENING };
  installation.configure({ ...own, ...settings });
  const run = installation.start();
  const url = `http://127.0.0.1:${port}`;
  let hasEnded = false;
  void run.ended.then(() => (hasEnded = true));
  for (const until = performance.now() + LONGEST_START_MS; !(await isReady(url)); await wait(POLL_MS)) {
    if (hasEnded || performance.now() > until) throw new Error(`the service did not start:\n${run.output()}`);
  }
  return {
    url,
    listSaved: () => readdirSync(saved).map((name) => readFileSync(join(saved, name), 'utf8')),
    stop: async () => {
      run.child.kill('SIGKILL');
      await run.ended;
      installation.remove();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
