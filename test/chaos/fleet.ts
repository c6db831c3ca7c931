import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { freePort } from '#test/support/free-port.ts';
import { type Run, runFile } from '#test/support/run-file.ts';

/** Short times, so that minutes become seconds. */
const SHORT_TIMES = {
  LEASE_SECONDS: '3',
  POLL_SECONDS: '0.5',
  BACKOFF_SECONDS: '0.2',
  SEND_TIMEOUT_SECONDS: '1',
  UNKNOWN_ANSWER_SECONDS: '2',
  UNKNOWN_OTHER_MINUTES: '0.05',
  SMS_PER_SECOND: '50',
};
/** On a busy machine a start takes a while. */
const LONGEST_START_MS = 120_000;

/** Processes on one database, behind a load balancer that chooses at random. */
export interface Fleet {
  readonly urls: readonly string[];
  /** The number of kills so far. */
  readonly kills: number;
  /** Kills a process with SIGKILL and starts it again, without waiting until it is ready. */
  kill(index: number): Promise<void>;
  ready(): Promise<void>;
  /** The last output of each process that ended by itself. */
  broken(): string[];
  /** The logged errors, and how often each was logged. */
  errors(): Record<string, number>;
  stop(): Promise<void>;
}

export interface FleetParts {
  databaseUrl: string;
  size: number;
  fake: FakeTwilio;
  account: { accountSid: string; authToken: string };
}

export async function startFleet({ databaseUrl, size, fake, account }: FleetParts): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-chaos-'));
  const ports: number[] = [];
  for (let number = 0; number < size; number += 1) ports.push(await freePort());
  const env = {
    ...SHORT_TIMES,
    SENDER: 'twilio',
    TWILIO_API_BASE_URL: fake.url,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_SMS_FROM: '+27600000001',
    TWILIO_WHATSAPP_FROM: 'whatsapp:+27600000001',
    JWT_SECRET: 'a secret for chaos, and for nothing else',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
  };
  const all: Run[] = [];
  const killed = new Set<Run>();
  const start = (port: number) => {
    const run = runFile('src/main.ts', [], folder, { ...env, PORT: String(port) });
    all.push(run);
    return run;
  };
  const end = async (run: Run) => {
    killed.add(run);
    run.child.kill('SIGKILL');
    await run.ended;
  };
  const running = ports.map(start);
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  let kills = 0;
  return {
    urls,
    get kills() {
      return kills;
    },
    kill: async (index) => {
      const victim = running[index];
      const port = ports[index];
      if (!victim || port === undefined) return;
      await end(victim);
      kills += 1;
      running[index] = start(port);
    },
    ready: async () => {
      await Promise.all(urls.map(isReady));
    },
    broken: () =>
      all.filter((run) => run.child.exitCode !== null && !killed.has(run)).map((run) => run.output().slice(-500)),
    errors: () => countErrors(all.map((run) => run.output())),
    stop: async () => {
      await Promise.all(running.map(end));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<void> {
  const deadline = performance.now() + LONGEST_START_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error(`${url} does not become ready`);
}

function countErrors(outputs: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of outputs.flatMap((output) => output.split('\n'))) {
    const { msg = '', message = '' } = parseLine(line);
    const what = [msg, message].filter(Boolean).join(': ');
    if (what) counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

function parseLine(line: string): { msg?: string; message?: string } {
  try {
    return JSON.parse(line);
  } catch {
    // cut off by the kill, or not a line of the log
    return {};
  }
}
