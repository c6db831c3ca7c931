import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { NO_CALLBACKS } from '#test/support/fake-twilio/fault.ts';
import { createSite, type Site } from '#test/support/process.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const MESSAGES = 2000;
const PHONES = 500;
/** The test takes seconds, unless the machine is busy with something else. */
const LONG = { timeout: 180_000 };

/** Work that a killed process leaves behind is taken over in seconds. */
const PACE = {
  LEASE_SECONDS: '3',
  POLL_SECONDS: '0.5',
  UNKNOWN_OTHER_MINUTES: '0.05',
  LOG_LEVEL: 'error',
};

describe('two processes on one PostgreSQL, with 2,000 messages for 500 phones', () => {
  let scratch: ScratchDatabase;
  let db: Database;
  let fake: FakeTwilio;
  const sites: Site[] = [];
  beforeAll(async () => {
    scratch = await scratchDatabase('PostgreSQL');
    db = connect(scratch.url);
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
    fake.scripts.push({ times: Number.POSITIVE_INFINITY, callbacks: NO_CALLBACKS });
    const twilio = {
      SENDER: 'twilio',
      TWILIO_API_BASE_URL: fake.url,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_SMS_FROM: '+27600000001',
    };
    for (let number = 0; number < 2; number += 1) sites.push(await createSite(scratch.url, { ...twilio, ...PACE }));
  });
  afterAll(async () => {
    for (const site of sites) await site.remove();
    await fake.close();
    await db.destroy();
    await scratch.remove();
  });

  const queueAll = async () => {
    const now = new Date();
    const rows = Array.from({ length: MESSAGES }, (_, index) => {
      const phone = `+2782${String(index % PHONES).padStart(7, '0')}`;
      return {
        messageType: 'coordinator_notice',
        recipient: phone,
        identity: phone,
        channel: 'sms',
        payload: `no. ${index}`,
        rank: 2,
        idempotencyKey: `test:${index}`,
        dueAt: now,
        encoding: 'GSM-7',
        segments: 1,
        createdAt: now,
      };
    });
    for (let from = 0; from < rows.length; from += 500) await db('outbox').insert(rows.slice(from, from + 500));
  };
  const arrive = (count: number) =>
    expect.poll(() => fake.all().length, { timeout: 100_000 }).toBeGreaterThanOrEqual(count);
  const copiesOf = (body: string) => fake.all().filter((message) => message.body === body).length;
  const bodies = Array.from({ length: MESSAGES }, (_, index) => `no. ${index}`);

  it('each is sent once, by both, and still each once when one of them is killed in the middle', LONG, async () => {
    const [victim] = await Promise.all(sites.map((site) => site.start()));
    await queueAll();
    await arrive(MESSAGES / 2);
    for (const { url } of sites) {
      expect(fake.all().some(({ statusCallback }) => statusCallback?.startsWith(url))).toBe(true);
    }
    expect(bodies.filter((body) => copiesOf(body) > 1)).toEqual([]);

    victim?.child.kill('SIGKILL');
    await victim?.ended;
    expect(fake.all().length).toBeLessThan(MESSAGES);
    await arrive(MESSAGES);
    const left = () => db('outbox').whereNot({ status: 'sent' }).pluck('status');
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
    expect(bodies.filter((body) => copiesOf(body) !== 1)).toEqual([]);
  });
});
