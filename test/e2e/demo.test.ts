import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MINUTE } from '#src/platform/duration.ts';
import { freePort } from '#test/support/free-port.ts';
import { type Run, runFile } from '#test/support/run-file.ts';

/** What somebody has who runs a real watch in this folder. */
const REAL_WATCH = {
  NODE_ENV: 'production',
  DATABASE_URL: 'sqlite:./data/real.sqlite3',
  SENDER: 'twilio',
  MOCK_OUTBOX_FILE: './real_outbox.log',
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token-of-a-real-account',
  TWILIO_SMS_FROM: '+27600000001',
  PUBLIC_URL: 'https://watch.example',
  JWT_SECRET: 'the secret of a real watch, 32 letters',
  JOIN_POLICY: 'approval',
  COORDINATOR_PHONES: '+27821234567',
};

/** For a machine that is busy with other tests. */
const LONGEST_MS = 3 * MINUTE;

let folder: string;
let scratch: string;
let port: number;
let url: string;
let demo: Run;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchline-real-'));
  scratch = mkdtempSync(join(tmpdir(), 'watchline-scratch-'));
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // half of the settings are in the environment, and half in .env
  const { DATABASE_URL, SENDER, NODE_ENV, ...others } = REAL_WATCH;
  const lines = Object.entries({ ...others, PORT: '4000', WATCH_NAME: 'The real one' });
  writeFileSync(join(folder, '.env'), lines.map(([name, value]) => `${name}="${value}"\n`).join(''));
  demo = run('src/demo/main.ts', [], { DATABASE_URL, SENDER, NODE_ENV });
  await vi.waitFor(() => expect(demo.output()).toContain('Ctrl-C'), { timeout: LONGEST_MS, interval: 100 });
}, LONGEST_MS);

afterAll(async () => {
  demo.child.kill('SIGKILL');
  await demo.ended;
  for (const path of [folder, scratch]) rmSync(path, { recursive: true, force: true });
});

function run(file: string, args: string[], env: Record<string, string> = {}): Run {
  return runFile(file, args, folder, { TMPDIR: scratch, PORT: String(port), ...env });
}

async function chat(args: string[], lines: string[], env: Record<string, string> = REAL_WATCH): Promise<string> {
  const { child, ended, output } = run('src/chat/main.ts', args, env);
  child.stdin?.end(lines.map((line) => `${line}\n`).join(''));
  expect(await ended, output()).toBe(0);
  return output();
}

test('the demo runs the service, and its first page leads to the phones on the screen', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const home = await fetch(url, { redirect: 'manual' });
  expect([home.status, home.headers.get('location')]).toEqual([302, '/try']);
  expect((await fetch(`${url}/try`)).status).toBe(200);
  expect(demo.output()).toMatch(/it is Friday \d+ \w+ \d{4}, 21:00/);
  for (const path of ['/try', '/docs']) expect(demo.output()).toContain(url + path);
});

test('the printed token opens the API for coordinators', async () => {
  const [, token] = /Bearer ([\w.-]+)/.exec(demo.output()) ?? [];
  const people = await fetch(`${url}/admin/users`, { headers: { authorization: `Bearer ${token}` } });
  expect(people.status).toBe(200);
  const { items } = (await people.json()) as { items: unknown[] };
  expect(items).toHaveLength(40);
});

test('the chat finds the demo, whatever the settings of a real watch are', { timeout: LONGEST_MS }, async () => {
  const coordinator = await chat(['+27825550100', '--url', url], ['who']);
  expect(coordinator).toContain('Annelise Kruger 082 555 0111 + Elmarie Steyn 082 555 0118, in');
  expect(coordinator).toContain('OPEN');
  expect(await chat(['+27821234567', '--url', url], ['hello'])).toContain('Welcome to Night Owls');
  expect(await chat(['+27821234567'], ['Mary Smith'], {})).toContain('is your Night Owls code, Mary');
});

test('a second demo on the same port says how to choose another', async () => {
  const second = run('src/demo/main.ts', []);
  expect(await second.ended).toBe(1);
  expect(second.output()).toBe(
    `Watchline cannot start: 127.0.0.1:${port} cannot be used, perhaps because another program uses it. Choose another one: PORT=${port + 1} npm run demo\n`,
  );
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('Ctrl-C while it prepares the watch leaves nothing either', { timeout: LONGEST_MS }, async () => {
  const before = readdirSync(scratch).sort();
  const second = run('src/demo/main.ts', [], { PORT: String(await freePort()) });
  await vi.waitFor(() => expect(second.output()).toContain('Preparing'), { timeout: LONGEST_MS, interval: 20 });
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(1);
  expect(readdirSync(scratch).sort()).toEqual(before);
});

test('Ctrl-C ends it, and nothing is left of it nor changed in the folder of the real watch', async () => {
  expect(readdirSync(scratch).filter((name) => name.startsWith('watchline-demo'))).toHaveLength(2);
  demo.child.kill('SIGINT');
  expect(await demo.ended).toBe(0);
  expect(readdirSync(scratch).filter((name) => name.startsWith('watchline-demo'))).toEqual([]);
  expect(readdirSync(folder)).toEqual(['.env']);
});
