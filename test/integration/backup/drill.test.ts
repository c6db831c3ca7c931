import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';
import { createShelf, rowsIn, type Shelf } from '#test/support/backups.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { ACCOUNT, createTwilioSite, type RunningSite, TOKEN, type TwilioSite } from '#test/support/twilio-site.ts';

const PHONES = Array.from({ length: 5 }, (_, index) => `+2782000000${index}`);
const COORDINATOR = '+27825550100';
const OUR_NUMBER = '+27600000001';
const PHOTO = {
  NumMedia: '1',
  MediaUrl0: 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1',
  MediaContentType0: 'image/jpeg',
};

describe.each(DATABASE_KINDS)('the drill on %s', (kind) => {
  let scratches: ScratchDatabase[];
  let shelf: Shelf;
  let fake: FakeTwilio;
  let site: TwilioSite;
  let running: RunningSite;

  beforeEach(async () => {
    scratches = [];
    shelf = createShelf();
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
    site = await createTwilioSite(fake);
  });
  afterEach(async () => {
    await running.stop();
    await fake.settled();
    await fake.close();
    await Promise.all(scratches.map((scratch) => scratch.remove()));
    shelf[Symbol.dispose]();
  });

  it('backed up under load, destroyed, restored, replayed: nothing that Twilio has is lost, nothing is sent twice', async () => {
    const first = await place();
    await enrol(first);
    running = await site.start(first);
    await allText('shifts');
    await isSettled(running);
    await queueForLater();
    const [backup] = await Promise.all([shelf.backUp(first), allText('1'), allText('none'), allText('menu')]);
    await isSettled(running);
    await holdsEachAnswerOf(backup.file);

    await allText('my');
    await text(PHONES[0], 'report 2 two men at the gate');
    await text(PHONES[0], '', PHOTO);
    await isSettled(running);
    await running.stop();
    await destroy();
    // while nobody is there
    await Promise.allSettled([text(PHONES[1], 'who are you'), text('+27839999999', 'hello')]);

    const second = await place();
    await shelf.restore(second);
    running = await site.start(second);
    const { recovery } = running.services;
    const sentBefore = fake.all().length;
    await text(PHONES[2], 'menu');
    await expect.poll(() => fake.all().length, { timeout: 5000, interval: 20 }).toBe(sentBefore + 1);

    const hold = await recovery.findHold();
    const missing = await recovery.listMissing(hold?.backupMadeAt ?? new Date(0));
    expect(missing.length).toBeGreaterThanOrEqual(PHONES.length + 4);
    await recovery.replay(missing);
    expect(await recovery.listMissing(new Date(0))).toEqual([]);
    await recovery.replay(missing);
    const db = connect(second);
    expect(await lostTexts(db, fake)).toEqual([]);
    expect(fake.all()).toHaveLength(sentBefore + 1);

    const planned = await recovery.planResume();
    const count = (action: string) => planned.filter((one) => one.decision.action === action).length;
    expect(count('alreadySent')).toBeGreaterThanOrEqual(PHONES.length);
    expect(count('send')).toBeGreaterThanOrEqual(2);
    expect(planned.filter(({ message }) => message.idempotencyKey === 'too late')).toMatchObject([
      { decision: { action: 'cancel', reason: 'expired' } },
    ]);
    expect(await recovery.resume(planned)).toBe(0);
    await isSettled(running);
    expect(await recovery.findHold()).toBeUndefined();
    expect(await sentTwice(db, fake)).toEqual([]);
    expect(fake.receivedBy('+27839999999')).toHaveLength(1);
    expect(await db('outbox').where({ idempotencyKey: 'still true' }).first('status')).toEqual({ status: 'queued' });
    expect(await db('media').pluck('kind')).toEqual(['photo']);
    await db.destroy();
  }, 60_000);

  async function place(): Promise<string> {
    const scratch = await scratchDatabase(kind, { isEmpty: scratches.length > 0 });
    scratches.push(scratch);
    return scratch.url;
  }

  async function destroy(): Promise<void> {
    await scratches[0]?.remove();
    scratches.splice(0, 1, { url: '', remove: async () => {} });
  }

  function text(From = '', Body = '', more: Record<string, string> = {}): Promise<Response> {
    return fake.text(site.url, { From, Body, To: OUR_NUMBER, ...more });
  }

  /** Everybody at once. */
  async function allText(body: string): Promise<void> {
    const answers = await Promise.all(PHONES.map((phone) => text(phone, body)));
    expect(answers.map(({ status }) => status)).toEqual(PHONES.map(() => 200));
  }

  /** What a backup finds in the queue: too late by the time of the restore, and not due before it. */
  async function queueForLater(): Promise<void> {
    const { transact, settings, clock } = running.services;
    const now = clock.now();
    const later = {
      messageType: 'coordinator_notice',
      to: { identity: COORDINATOR },
      dueAt: after(now, HOUR),
    } as const;
    await transact(async (trx) => {
      await enqueue(trx, settings, { ...later, body: 'Still to be sent', key: 'still true' });
      await enqueue(trx, settings, { ...later, body: 'Too late', key: 'too late', expiresAt: before(now, 1) });
    });
  }
});

async function enrol(url: string): Promise<void> {
  const db = connect(url);
  for (const phone of PHONES) await buildVolunteer(db, { phone });
  await buildVolunteer(db, { phone: COORDINATOR, role: 'coordinator' });
  await db('schedules').update({ cronExpr: '0 * * * *', capacity: 20 });
  await db.destroy();
}

/** Nothing is left to be done now. */
async function isSettled({ services }: RunningSite): Promise<void> {
  await services.conversations.settled();
  const waiting = () =>
    services.transact(async (trx) => {
      const texts = await trx('inbox').whereNull('handledAt').select('inboxId');
      const due = trx('outbox').where({ status: 'queued' }).where('dueAt', '<=', services.clock.now());
      const messages = await due.orWhereIn('status', ['claimed', 'sending']).select('outboxId');
      return texts.length + messages.length;
    });
  await expect.poll(waiting, { timeout: 10_000, interval: 20 }).toBe(0);
}

/** A text and its answer are one commit: a backup has both or neither. */
async function holdsEachAnswerOf(file: string): Promise<void> {
  const { inbox = [], outbox = [] } = await rowsIn(file);
  const keys = new Set(outbox.map((row) => row.idempotency_key));
  const handled = inbox.filter((row) => row.handled_at !== null);
  expect(handled.length).toBeGreaterThan(0);
  expect(handled.filter((row) => !keys.has(`inbox:${row.inbox_id}:answer:0`))).toEqual([]);
}

/** What Twilio received and the inbox does not hold, handled. */
async function lostTexts(db: Database, fake: FakeTwilio): Promise<string[]> {
  const rows: { providerSid: string }[] = await db('inbox').whereNotNull('handledAt').select('providerSid');
  const handled = new Set(rows.map(({ providerSid }) => providerSid));
  return fake.received.map(({ sid }) => sid).filter((sid) => !handled.has(sid));
}

/** The words that a phone got more often than we had a reason for. */
async function sentTwice(db: Database, fake: FakeTwilio): Promise<string[]> {
  const rows: { recipient: string; payload: string }[] = await db('outbox').select('recipient', 'payload');
  const meant = Map.groupBy(rows, ({ recipient, payload }) => `${recipient} ${comparableText(payload)}`);
  const got = Map.groupBy(fake.all(), ({ to, body }) => `${to} ${comparableText(body)}`);
  return [...meant].filter(([words, those]) => (got.get(words)?.length ?? 0) > those.length).map(([words]) => words);
}
