import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type Database } from '#src/db/connect.ts';
import { migrate } from '#src/db/migrate.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import type { Callbacks, Fault } from '#test/support/fake-twilio/fault.ts';
import { freePort } from '#test/support/free-port.ts';
import { type Run, runFile } from '#test/support/run-file.ts';
import { type Finding, findBrokenPromises } from './find-broken-promises.ts';
import { type Chance, chanceFrom } from './random.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const PHONES = Array.from({ length: 20 }, (_, index) => `+2782000${String(index).padStart(4, '0')}`);
const TEXTS = [
  'shifts',
  'more',
  '1',
  '2',
  'none',
  'my',
  'report 1 a car',
  'y',
  'n',
  'in',
  'out',
  'drop',
  'book 1 with none',
  '?',
  'who',
  'hello',
];
const FAULTS: Fault[] = [
  { kind: 'html500' },
  { kind: 'html500', accepted: true },
  { kind: 'unavailable' },
  { kind: 'tooMany' },
  { kind: 'brokenBody' },
  { kind: 'resetBefore' },
  { kind: 'resetAfter' },
  { kind: 'slow', ms: 1500 },
];
const CALLBACKS: Callbacks[] = [
  { statuses: [] },
  { statuses: ['sent', 'delivered'] },
  { statuses: ['delivered', 'sent', 'delivered'] },
  { statuses: ['sent', 'delivered'], beforeAnswer: true },
];

/** Short, so that what takes minutes in life takes seconds here. */
const PACE = {
  LEASE_SECONDS: '3',
  POLL_SECONDS: '0.5',
  BACKOFF_SECONDS: '0.2',
  SEND_TIMEOUT_SECONDS: '1',
  UNKNOWN_ANSWER_SECONDS: '2',
  UNKNOWN_OTHER_MINUTES: '0.05',
};

export interface ChaosOptions {
  databaseUrl: string;
  seed: number;
  rounds: number;
  /** Side by side on one database; a balancer in front of them picks by chance. */
  processes: number;
  say?: (line: string) => void;
}

export interface ChaosResult {
  texts: number;
  kills: number;
  sent: number;
  /** Texts that a phone received twice: only a crash or an unclear answer inside the send excuses one. */
  receivedTwice: number;
  findings: Finding[];
}

interface Chaos extends ChaosOptions {
  chance: Chance;
  db: Database;
  fake: FakeTwilio;
  folder: string;
  services: Service[];
  /** Provider ids that some process answered with 200. */
  accepted: Set<string>;
  kills: number;
}

interface Service {
  port: number;
  url: string;
  run: Run;
}

/** Random texts, random faults, processes killed at random; then everything is counted against what the phones really have. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { databaseUrl, seed, rounds, processes } = options;
  const db = connect(databaseUrl);
  await migrate(db);
  await enrol(db);
  const fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
  const folder = mkdtempSync(join(tmpdir(), 'watchline-chaos-'));
  const state: Chaos = {
    ...options,
    db,
    fake,
    folder,
    chance: chanceFrom(seed),
    services: [],
    accepted: new Set(),
    kills: 0,
  };
  try {
    for (let number = 0; number < processes; number += 1) state.services.push(await start(state, await freePort()));
    for (let round = 1; round <= rounds; round += 1) {
      await playRound(state);
      if (round % 20 === 0) options.say?.(`round ${round}: ${state.accepted.size} texts, ${state.kills} kills`);
    }
    await settle(state);
    const { findings, sent, receivedTwice } = await findBrokenPromises(db, fake, state.accepted);
    return { texts: state.accepted.size, kills: state.kills, sent, receivedTwice, findings };
  } finally {
    for (const { run } of state.services) run.child.kill('SIGKILL');
    await Promise.all(state.services.map(({ run }) => run.ended));
    await fake.close();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function enrol(db: Database): Promise<void> {
  const now = new Date();
  const members = PHONES.map((phone, index) => ({
    phone,
    name: `Volunteer ${index}`,
    status: 'active',
    verifiedAt: now,
    createdAt: now,
  }));
  const coordinator = {
    phone: '+27825550100',
    name: 'Coordinator',
    role: 'coordinator',
    status: 'active',
    verifiedAt: now,
    createdAt: now,
  };
  for (const member of [...members, coordinator]) await db('users').insert(member).onConflict().ignore();
}

async function start({ databaseUrl, folder, fake }: Chaos, port: number): Promise<Service> {
  const url = `http://127.0.0.1:${port}`;
  const twilio = {
    SENDER: 'twilio',
    TWILIO_API_BASE_URL: fake.url,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_SMS_FROM: '+27600000001',
  };
  const secret = { JWT_SECRET: 'a secret for chaos, and for nothing else' };
  const run = runFile('src/main.ts', [], folder, {
    ...PACE,
    ...twilio,
    ...secret,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'error',
  });
  for (let tries = 0; tries < 300; tries += 1) {
    const isReady = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return { port, url, run };
    await wait(50);
  }
  throw new Error(`a process did not start: ${run.output()}`);
}

async function playRound(state: Chaos): Promise<void> {
  const { chance } = state;
  if (chance.happens(0.3)) state.fake.scripts.push({ fault: chance.pick(FAULTS), callbacks: chance.pick(CALLBACKS) });
  const texts = Array.from({ length: 1 + chance.below(5) }, () =>
    deliver(state, chance.pick(PHONES), chance.pick(TEXTS)),
  );
  const isKilled = chance.happens(0.15);
  const victim = chance.below(state.services.length);
  const delay = chance.below(120);
  if (isKilled) await wait(delay).then(() => kill(state, victim));
  await Promise.all(texts);
}

/** As Twilio with its retries: the same id again until somebody has taken it. */
async function deliver(state: Chaos, From: string, Body: string): Promise<void> {
  const MessageSid = `SM${randomBytes(16).toString('hex')}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const service = state.services[(tries + From.length + tries) % state.services.length] ?? state.services[0];
    const answer = service && (await state.fake.text(service.url, { From, Body, MessageSid }).catch(() => undefined));
    if (answer?.status === 200) {
      state.accepted.add(MessageSid);
      return;
    }
    await wait(100);
  }
  throw new Error('no process takes texts any more');
}

async function kill(state: Chaos, index: number): Promise<void> {
  const victim = state.services[index];
  if (!victim) return;
  victim.run.child.kill('SIGKILL');
  await victim.run.ended;
  state.kills += 1;
  state.services[index] = await start(state, victim.port);
}

/** Until nothing is left to do; what never comes to rest is found by the count. */
async function settle({ db, fake }: Chaos): Promise<void> {
  fake.scripts.length = 0;
  for (let tries = 0; tries < 600; tries += 1) {
    const [inbox] = await db('inbox').whereNull('handledAt').count('* as left');
    const [outbox] = await db('outbox')
      .whereIn('status', ['queued', 'claimed', 'sending', 'unknown'])
      .count('* as left');
    if (Number(inbox?.left) + Number(outbox?.left) === 0) break;
    await wait(200);
  }
  await fake.settled();
}
