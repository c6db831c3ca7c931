import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type Database } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import type { Callbacks, Fault } from '#test/support/fake-twilio/fault.ts';
import { type Count, countUp } from './find-broken-promises.ts';
import type { Finding } from './finding.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { AUTOMATIC_REPLY, type ChaosText, COORDINATOR, MEMBERS, textsOf } from './people.ts';
import { passDeadline, planLater } from './plan-later.ts';
import { type Chance, chanceFrom } from './random.ts';

const ACCOUNT = { accountSid: 'AC00000000000000000000000000000001', authToken: '0123456789abcdef0123456789abcdef' };
const FAULTS: Fault[] = [
  { kind: 'html500' },
  { kind: 'html500', accepted: true },
  { kind: 'unavailable' },
  { kind: 'tooMany' },
  { kind: 'brokenBody' },
  { kind: 'resetBefore' },
  { kind: 'resetAfter' },
  { kind: 'slow', ms: 1500 },
  { kind: 'code', code: 30003 },
  { kind: 'code', code: 21211 },
];
const CALLBACKS: Callbacks[] = [
  { statuses: [] },
  { statuses: ['sent', 'delivered'] },
  { statuses: ['delivered', 'sent', 'delivered'] },
  { statuses: ['sent', 'delivered'], beforeAnswer: true },
  { statuses: ['sent', 'delivered'], delayMs: 1500 },
  { statuses: ['sent', 'undelivered'], errorCode: 30008 },
];
/** How long the load balancer tries to deliver a text, and how long the remaining work may take. */
const LONGEST_DELIVERY_MS = 120_000;
const LONGEST_SETTLING_MS = 180_000;
const DEADLINES_A_ROUND = 0.4;

export interface ChaosOptions {
  databaseUrl: string;
  seed: number;
  rounds: number;
  /** The number of processes on the database. */
  processes: number;
  say?: (line: string) => void;
}

export interface ChaosResult extends Count {
  kills: number;
  /** The logged errors, and how often each was logged. Faults and kills cause some, which break no promise. */
  errors: Record<string, number>;
  findings: Finding[];
}

interface Chaos {
  chance: Chance;
  fake: FakeTwilio;
  fleet: Fleet;
  nextText: () => ChaosText;
  /** Provider ids that some process answered with 200. */
  accepted: Set<string>;
}

/** Sends random texts with random faults and kills, and then compares the database with what the phones received. */
export async function chaos({ databaseUrl, seed, rounds, processes, say }: ChaosOptions): Promise<ChaosResult> {
  const db = connect(databaseUrl);
  await migrate(db);
  await enrol(db);
  const lastDue = await planLater(db, databaseUrl, rounds);
  const fake = await createFakeTwilio(ACCOUNT);
  const fleet = await startFleet({ databaseUrl, size: processes, fake, account: ACCOUNT });
  const chance = chanceFrom(seed);
  // of its own, so that a seed kills the same processes as before
  const deadlines = chanceFrom(seed + 1);
  const state: Chaos = { chance, fake, fleet, nextText: textsOf(chance, fake), accepted: new Set() };
  try {
    await fleet.ready();
    for (let round = 1; round <= rounds; round += 1) {
      await playRound(state);
      if (deadlines.happens(DEADLINES_A_ROUND)) await passDeadline(db, deadlines);
      if (round % 20 === 0) say?.(`round ${round}: ${state.accepted.size} texts, ${fleet.kills} kills`);
    }
    await fleet.ready();
    await settle(db, fake, lastDue);
    const { findings, ...count } = await countUp(db, fake, state.accepted);
    const broken = fleet.broken().map((what) => ({ promise: 'No process ends by itself', what }));
    return { ...count, kills: fleet.kills, errors: fleet.errors(), findings: [...findings, ...broken] };
  } finally {
    await fleet.stop();
    await fake.close();
    await db.destroy();
  }
}

async function enrol(db: Database): Promise<void> {
  const now = new Date();
  const common = { status: 'active', verifiedAt: now, createdAt: now };
  for (const [index, phone] of MEMBERS.entries()) {
    await db('users').insert({ ...common, phone, name: `Volunteer ${index}` });
  }
  await db('users').insert({ ...common, phone: COORDINATOR, name: 'Coordinator', role: 'coordinator' });
}

async function playRound(state: Chaos): Promise<void> {
  const { chance, fake, fleet } = state;
  if (chance.happens(0.3)) fake.scripts.push({ fault: chance.pick(FAULTS), callbacks: chance.pick(CALLBACKS) });
  const texts = Array.from({ length: 1 + chance.below(5) }, () => deliver(state, state.nextText()));
  if (chance.happens(0.6)) texts.push(deliver(state, AUTOMATIC_REPLY));
  if (chance.happens(0.15)) await killOne(chance, fleet);
  await Promise.all(texts);
}

/** Kills a process at a random time, and sometimes once more while it starts. */
async function killOne(chance: Chance, fleet: Fleet): Promise<void> {
  const victim = chance.below(fleet.urls.length);
  await wait(chance.below(120));
  await fleet.kill(victim);
  if (!chance.happens(0.25)) return;
  await wait(chance.below(1500));
  await fleet.kill(victim);
}

/** Delivers a text like Twilio: it retries with the same id until a process accepts it. Some texts go to two processes. */
async function deliver({ chance, fake, fleet, accepted }: Chaos, text: ChaosText): Promise<void> {
  const MessageSid = `SM${randomBytes(16).toString('hex')}`;
  const first = chance.below(fleet.urls.length);
  const copies = chance.happens(0.2) ? 2 : 1;
  const deadline = performance.now() + LONGEST_DELIVERY_MS;
  for (let tries = first; performance.now() < deadline; tries += 1) {
    const receivers = Array.from({ length: copies }, (_, copy) => fleet.urls[(tries + copy) % fleet.urls.length] ?? '');
    const answers = await Promise.all(
      receivers.map((url) => fake.text(url, { ...text, MessageSid }).catch(() => undefined)),
    );
    if (answers.some((answer) => answer?.status === 200)) {
      accepted.add(MessageSid);
      return;
    }
    await wait(100);
  }
  throw new Error('no process accepts texts any more');
}

/** Waits until the last reminder was due and no work is left. The count finds work that is never done. */
async function settle(db: Database, fake: FakeTwilio, lastDue: Date): Promise<void> {
  fake.scripts.length = 0;
  const deadline = performance.now() + LONGEST_SETTLING_MS;
  while (performance.now() < deadline) {
    const [inbox] = await db('inbox').whereNull('handledAt').count('* as left');
    const [outbox] = await db('outbox')
      .whereIn('status', ['queued', 'claimed', 'sending', 'unknown'])
      .count('* as left');
    const [timers] = await db('timers')
      .where({ status: 'waiting' })
      .where('dueAt', '<=', systemClock.now())
      .count('* as left');
    const left = Number(inbox?.left) + Number(outbox?.left) + Number(timers?.left);
    if (left === 0 && lastDue < systemClock.now()) break;
    await wait(200);
  }
  await fake.settled();
}
