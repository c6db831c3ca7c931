import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/support/free-port.ts';
import { runFile } from '#test/support/run-file.ts';

const LONGEST_START_MS = 120_000;
export const JWT_SECRET = 'a secret for measuring, and for nothing else';

/** The real process, or one that it is compared with. */
export interface Service {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process until it was ready. */
  startedInMs: number;
  /** Where its mock sender writes. */
  outboxFile: string;
  stop(): Promise<void>;
}

export interface ServiceParts {
  databaseUrl: string;
  file?: string;
  env?: Record<string, string>;
  /** Uses compiled code of earlier starts. */
  isPrecompiled?: boolean;
  /** Several processes write to one. */
  outboxFile?: string;
}

/** Starts a process and waits until it is ready. */
export async function startService(parts: ServiceParts): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-bench-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const outboxFile = parts.outboxFile ?? join(folder, 'sms_outbox.log');
  const env = {
    PORT: new URL(url).port,
    DATABASE_URL: parts.databaseUrl,
    MOCK_OUTBOX_FILE: outboxFile,
    JWT_SECRET,
    ...(!parts.isPrecompiled && { NODE_DISABLE_COMPILE_CACHE: '1' }),
    ...parts.env,
  };
  const from = performance.now();
  const run = runFile(parts.file ?? 'src/main.ts', [], folder, env);
  let hasEnded = false;
  void run.ended.then(() => {
    hasEnded = true;
  });
  while (!(await isReady(url))) {
    if (hasEnded || performance.now() - from > LONGEST_START_MS) throw new Error(`it did not start:\n${run.output()}`);
    await wait(10);
  }
  const startedInMs = performance.now() - from;
  const stop = async () => {
    run.child.kill('SIGTERM');
    await run.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, pid: run.child.pid ?? 0, startedInMs, outboxFile, stop };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
