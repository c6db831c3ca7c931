import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { DEVELOPMENT_AUTH_TOKEN } from '#src/config.ts';
import { type MockOutboxLine, parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { randomIds } from '#src/platform/ids.ts';
import { signedPost } from '#src/simulator/signed-post.ts';
import { freePort } from './free-port.ts';
import { type Run, runFile } from './run-file.ts';

/** One service with its folder. Its port and its mock sender's file stay the same at each start. */
export interface Site {
  folder: string;
  url: string;
  env: Record<string, string>;
  /** Starts the real process and waits until it is ready. */
  start(): Promise<Run>;
  /** A correctly signed text; the response is Twilio's. */
  text(from: string, body: string, sid?: string): Promise<Response>;
  /** The messages that were sent to a phone, oldest first. */
  sentTo(phone: string): MockOutboxLine[];
  /** Ends every process that a failed test has left. */
  endAll(): Promise<void>;
  remove(): Promise<void>;
}

export async function createSite(databaseUrl: string, settings: Record<string, string> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-site-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const outboxFile = join(folder, 'sms_outbox.log');
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    MOCK_OUTBOX_FILE: outboxFile,
    JWT_SECRET: 'a secret for tests, and for nothing else',
    ...settings,
  };
  const runs: Run[] = [];
  const endAll = async () => {
    for (const { child } of runs) child.kill('SIGKILL');
    await Promise.all(runs.map((run) => run.ended));
  };
  return {
    folder,
    url,
    env,
    start: async () => {
      const run = runFile('src/main.ts', [], folder, env);
      runs.push(run);
      await isReady(url, run);
      return run;
    },
    text: (From, Body, MessageSid = randomIds.sid('SM')) => {
      const form = { AccountSid: 'AC1', MessageSid, From, To: '+27600000000', Body, NumMedia: '0' };
      const token = DEVELOPMENT_AUTH_TOKEN;
      return signedPost({ serviceUrl: url, publicUrl: url, token, path: '/webhooks/twilio/messages', form });
    },
    sentTo: (phone) => linesOf(outboxFile).filter((line) => line.to === phone),
    endAll,
    remove: async () => {
      await endAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string, run: Run): Promise<void> {
  const answer = async () => {
    const { status } = await fetch(`${url}/readyz`);
    if (status !== 200) throw new Error(`/readyz answers ${status}`);
  };
  const isOver = run.ended.then((code) => {
    throw new Error(`the service ended with ${code}:\n${run.output()}`);
  });
  await Promise.race([vi.waitFor(answer, { timeout: 60_000, interval: 25 }), isOver]);
}

function linesOf(file: string): MockOutboxLine[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => parseLine(line) ?? []);
  } catch {
    // nothing has been sent yet
    return [];
  }
}
