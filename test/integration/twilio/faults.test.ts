import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import { MINUTE, after as plus, SECOND } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { type Fault, NO_CALLBACKS } from '#test/support/fake-twilio/fault.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const THANDI = '+27821234567';

describe.each(DATABASE_KINDS)('sending through a Twilio that misbehaves, on %s', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let fake: FakeTwilio;
  let services: Services;
  let now = new Date('2026-11-27T18:00:00Z');

  beforeEach(async () => {
    scratch = await scratchDatabase(kind);
    db = connect(scratch.url);
    now = new Date();
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
    const config = parseConfig({
      DATABASE_URL: scratch.url,
      SENDER: 'twilio',
      TWILIO_API_BASE_URL: fake.url,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_SMS_FROM: '+27600000001',
      TWILIO_WHATSAPP_FROM: 'whatsapp:+27600000001',
      JWT_SECRET: 'a secret for tests, and for nothing else',
      SEND_TIMEOUT_SECONDS: '0.3',
    });
    services = await createServices({ config, log: silentLog, clock: { now: () => now } });
  });

  afterEach(async () => {
    await fake.settled();
    await fake.close();
    await services[Symbol.asyncDispose]();
    await db.destroy();
    await scratch.remove();
  });

  async function queue(messageType: MessageType = 'answer', key = 'a text') {
    await inTransaction(db, (trx) =>
      enqueue(trx, services.settings, { messageType, to: { identity: THANDI }, body: `Hello, ${key}`, key }),
    );
  }

  async function outcome() {
    const row = await db('outbox').orderBy('outboxId').first();
    return { status: row.status, errorCode: row.errorCode, attempts: row.attempts };
  }

  const misfortunes: [string, Fault][] = [
    ['a 500 with HTML, accepted', { kind: 'html500', accepted: true }],
    ['a 201 that cannot be read', { kind: 'brokenBody' }],
    ['an answer after our time-out', { kind: 'slow', ms: 2000 }],
    ['a connection reset after accepting', { kind: 'resetAfter' }],
  ];

  it.each(misfortunes)('%s: is looked up, found, and not sent again', async (_name, fault) => {
    fake.scripts.push({ fault, callbacks: NO_CALLBACKS });
    await queue();
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'unknown' });
    now = plus(now, 16 * SECOND);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'sent', attempts: 1 });
    expect(fake.receivedBy(THANDI)).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['a 500 with HTML, refused', { kind: 'html500' }],
    ['a connection reset before accepting', { kind: 'resetBefore' }],
  ])('%s: is looked up, not found, and sent again', async (_name, fault) => {
    fake.scripts.push({ fault });
    await queue();
    await services.outbox.drain();
    now = plus(now, 16 * SECOND);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'sent', attempts: 2 });
    expect(fake.receivedBy(THANDI)).toHaveLength(1);
  });

  it('never sends a code again after an unclear outcome', async () => {
    fake.scripts.push({ fault: { kind: 'resetBefore' } });
    await queue('otp');
    await services.outbox.drain();
    now = plus(now, 16 * SECOND);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'failed', attempts: 1 });
    expect(fake.receivedBy(THANDI)).toHaveLength(0);
  });

  it('waits ten minutes before it looks up a message that is not urgent', async () => {
    fake.scripts.push({ fault: { kind: 'resetBefore' } });
    await queue('shift_notice');
    await services.outbox.drain();
    now = plus(now, 9 * MINUTE);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'unknown' });
    now = plus(now, MINUTE);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'sent' });
  });

  it('obeys Retry-After', async () => {
    fake.scripts.push({ fault: { kind: 'tooMany', retryAfterSeconds: 40 } });
    await queue();
    await services.outbox.drain();
    now = plus(now, 39 * SECOND);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'queued', attempts: 1 });
    now = plus(now, 2 * SECOND);
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('fails at once for an invalid number', async () => {
    fake.scripts.push({ fault: { kind: 'code', code: 21211 } });
    await queue();
    await services.outbox.drain();
    expect(await outcome()).toMatchObject({ status: 'failed', errorCode: '21211', attempts: 1 });
  });

  it('learns from 21610 that the person has opted out, tells the coordinators, and sends no more', async () => {
    const since = { verifiedAt: now, createdAt: now };
    const ann = { phone: '+27825550100', name: 'Ann', role: 'coordinator', ...since };
    const carl = { phone: THANDI, name: 'Carl', role: 'coordinator', ...since };
    for (const coordinator of [ann, carl]) await db('users').insert(coordinator);
    fake.scripts.push({ fault: { kind: 'code', code: 21610 } });
    await queue();
    await services.outbox.drain();
    await queue('answer', 'another');
    await services.outbox.drain();
    const statuses = await db('outbox').where({ identity: THANDI }).orderBy('outboxId').select('status', 'error');
    expect(fake.receivedBy('+27825550100').map(({ body }) => body)).toEqual([
      'Carl 082 123 4567 has stopped our texts, so they no longer reach them. They are a coordinator: alarms do not reach them either. Please phone.',
    ]);
    expect(statuses[0]).toMatchObject({ status: 'failed' });
    expect(statuses[1]).toEqual({ status: 'cancelled', error: 'opted out' });
    expect(fake.requests).toHaveLength(2);
  });

  it.each([63003, 63015, 63016])('sends the same text by SMS, once, if WhatsApp says %i', async (code) => {
    fake.scripts.push({ to: `whatsapp:${THANDI}`, fault: { kind: 'code', code }, times: 5 });
    await inTransaction(db, (trx) =>
      enqueue(trx, services.settings, {
        messageType: 'answer',
        to: { address: `whatsapp:${THANDI}` },
        body: 'Hello “Zoë”',
        key: 'by WhatsApp',
      }),
    );
    await services.outbox.drain();
    expect(fake.receivedBy(THANDI).map(({ body }) => body)).toEqual(['Hello "Zoe"']);
    expect(await db('outbox').first('status', 'channel', 'recipient')).toEqual({
      status: 'sent',
      channel: 'sms',
      recipient: THANDI,
    });
    await services.outbox.drain();
    expect(fake.requests).toHaveLength(2);
  });

  it('keeps all messages while the account is refused, and goes on by itself', async () => {
    fake.scripts.push({ fault: { kind: 'unauthorized' }, times: 3 });
    await queue();
    for (let minute = 0; minute < 3; minute += 1) {
      await queue('answer', `text ${minute}`);
      await services.outbox.drain();
      now = plus(now, 61 * SECOND);
    }
    expect(fake.requests).toHaveLength(3);
    expect(await db('outbox').where({ status: 'queued' })).toHaveLength(4);
    await services.outbox.drain();
    await services.outbox.drain();
    expect(await db('outbox').where({ status: 'sent', attempts: 1 })).toHaveLength(4);
  });

  it('ends as a dead letter after five attempts', async () => {
    fake.scripts.push({ fault: { kind: 'unavailable' }, times: 10 });
    await queue();
    for (let tries = 0; tries < 10; tries += 1) {
      await services.outbox.drain();
      now = plus(now, 10 * MINUTE);
    }
    expect(await outcome()).toMatchObject({ status: 'failed', attempts: 5 });
    expect(fake.requests).toHaveLength(5);
  });
});
