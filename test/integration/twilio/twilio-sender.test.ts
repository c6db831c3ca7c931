import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutboundMessage } from '#src/messaging/sender.ts';
import { createTwilioSender, type TwilioSettings } from '#src/messaging/twilio/twilio-sender.ts';
import { MINUTE, before as minus, after as plus, SECOND } from '#src/platform/duration.ts';
import { answerByNockOnly } from '#test/support/only-nock.ts';

const now = new Date('2026-11-28T20:00:00.000Z');
const accountSid = 'AC00000000000000000000000000000001';
const authToken = 'a-token-that-nobody-may-see';
const sid = 'SM00000000000000000000000000000001';
const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
const logged: string[] = [];

const settings: TwilioSettings = {
  accountSid,
  authToken,
  smsFrom: '+27600000001',
  whatsappFrom: 'whatsapp:+14155238886',
  baseUrl: 'https://api.twilio.com',
  publicUrl: 'https://bot.example.com',
  timeoutMs: 300,
  clock: { now: () => now },
  log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
};
const message: OutboundMessage = {
  outboxId: 42,
  to: '+27821234567',
  channel: 'sms',
  messageType: 'answer',
  body: 'Môre 1+1=2 & so',
  expiresAt: undefined,
};
const form = {
  To: '+27821234567',
  From: '+27600000001',
  Body: 'Môre 1+1=2 & so',
  StatusCallback: 'https://bot.example.com/webhooks/twilio/status?outbox=42',
};

const twilio = () => nock('https://api.twilio.com').matchHeader('authorization', basicAuth());
const basicAuth = () => `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
const sender = (change: Partial<TwilioSettings> = {}) => createTwilioSender({ ...settings, ...change });

answerByNockOnly('127.0.0.1');
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the request for a text', () => {
  it('is an SMS from our number, with our id in the status callback', async () => {
    twilio().post(path, form).reply(201, { sid, status: 'queued', error_code: null });
    expect(await sender().send(message)).toEqual({ outcome: 'accepted', providerSid: sid });
  });

  it('prefers the messaging service', async () => {
    const messagingServiceSid = 'MG00000000000000000000000000000001';
    const { From: _from, ...rest } = form;
    twilio()
      .post(path, { ...rest, MessagingServiceSid: messagingServiceSid })
      .reply(201, { sid });
    expect(await sender({ messagingServiceSid }).send(message)).toMatchObject({ outcome: 'accepted' });
  });

  it('is a WhatsApp message from the WhatsApp number', async () => {
    twilio()
      .post(path, { ...form, To: 'whatsapp:+27821234567', From: 'whatsapp:+14155238886' })
      .reply(201, { sid });
    const outcome = await sender({ messagingServiceSid: 'MG0' }).send({
      ...message,
      to: 'whatsapp:+27821234567',
      channel: 'whatsapp',
    });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
  });

  it.each([
    [plus(now, 90 * SECOND + 999), '90'],
    [plus(now, SECOND), '1'],
    [plus(now, 1000 * MINUTE), '36000'],
  ])('says how long it may wait', async (expiresAt, ValidityPeriod) => {
    twilio()
      .post(path, { ...form, ValidityPeriod })
      .reply(201, { sid });
    expect(await sender().send({ ...message, expiresAt })).toMatchObject({ outcome: 'accepted' });
  });

  it('is not made when the text would come too late', async () => {
    expect(await sender().send({ ...message, expiresAt: now })).toMatchObject({ outcome: 'failed', code: 'expired' });
    expect(await sender().send({ ...message, expiresAt: plus(now, 999) })).toMatchObject({ code: 'expired' });
  });

  it('is not made without a sender for the channel', async () => {
    const outcome = await sender({ whatsappFrom: undefined }).send({ ...message, channel: 'whatsapp' });
    expect(outcome).toMatchObject({ outcome: 'unreachableOnChannel', code: 'noSender' });
  });

  it('goes to the configured address, whatever Twilio’s own variables say', async () => {
    vi.stubEnv('TWILIO_EDGE', 'sydney');
    vi.stubEnv('TWILIO_REGION', 'au1');
    nock('http://fake.twilio.a.b.c.test:8080').post(path).reply(201, { sid });
    const outcome = await sender({ baseUrl: 'http://fake.twilio.a.b.c.test:8080/' }).send(message);
    expect(outcome).toMatchObject({ outcome: 'accepted' });
  });
});

describe('the outcome', () => {
  it.each([
    [400, { code: 21211, message: `${message.to} is not valid`, status: 400 }, { outcome: 'failed', code: '21211' }],
    [400, { code: 21610, message: 'x' }, { outcome: 'optedOut', code: '21610' }],
    [400, { code: 63015, message: 'x' }, { outcome: 'unreachableOnChannel', code: '63015' }],
    [401, { code: 20003, message: 'x' }, { outcome: 'senderBroken', code: '20003' }],
    [401, '', { outcome: 'senderBroken', code: 'HTTP 401' }],
    [302, '', { outcome: 'senderBroken', code: 'HTTP 302' }],
    [500, '<html>oops</html>', { outcome: 'unknown', code: 'HTTP 500' }],
    [503, { code: 20503 }, { outcome: 'retry', code: '20503' }],
    [201, '{"sid": "SM', { outcome: 'unknown', code: 'unreadable' }],
    [201, '<html>welcome</html>', { outcome: 'unknown', code: 'unreadable' }],
    [201, '', { outcome: 'unknown' }],
    [201, { status: 'queued' }, { outcome: 'unknown', code: 'unreadable' }],
    [201, { sid, status: 'failed', error_code: 63016 }, { outcome: 'unreachableOnChannel', code: '63016' }],
  ])('HTTP %i %o', async (status, body, outcome) => {
    twilio().post(path).reply(status, body);
    const came = await sender().send(message);
    expect(came).toMatchObject(outcome);
    expect(JSON.stringify(came)).not.toMatch(/\+27|Môre|token-that|QUM/);
  });

  it('says when to retry', async () => {
    twilio().post(path).reply(429, { code: 20429 }, { 'Retry-After': '3' });
    expect(await sender().send(message)).toMatchObject({ outcome: 'retry', code: '20429', afterMs: 3000 });
  });

  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['EAI_AGAIN', 'retry'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
  ])('%s', async (code, outcome) => {
    twilio()
      .post(path)
      .replyWithError(Object.assign(new Error(`${code} ${message.to}`), { code }));
    expect(await sender().send(message)).toMatchObject({ outcome, code });
  });
});

describe('over a real connection', () => {
  let server: Server | undefined;
  const serving = async (answer: RequestListener) => {
    server = createServer(answer);
    await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('sends ten at once', async () => {
    const baseUrl = await serving((_request, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify({ sid }));
    });
    const one = sender({ baseUrl });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => one.send(message)));
    expect(outcomes).toEqual(Array.from({ length: 10 }, () => ({ outcome: 'accepted', providerSid: sid })));
  });

  it('is unknown if there is no answer in time', async () => {
    const baseUrl = await serving(() => undefined);
    expect(await sender({ baseUrl }).send(message)).toMatchObject({ outcome: 'unknown', reason: 'no answer in time' });
  });

  it('is unknown if the answer never ends', async () => {
    const baseUrl = await serving((_request, response) => {
      response.writeHead(201);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await sender({ baseUrl }).send(message)).toMatchObject({ outcome: 'unknown', reason: 'no answer in time' });
  });

  it('is unknown if the connection is reset', async () => {
    const baseUrl = await serving((request) => request.socket.resetAndDestroy());
    expect(await sender({ baseUrl }).send(message)).toMatchObject({ outcome: 'unknown', code: 'ECONNRESET' });
  });

  it('is a retry if the connection is refused', async () => {
    const baseUrl = await serving(() => undefined);
    await new Promise((closed) => server?.close(closed));
    expect(await sender({ baseUrl }).send(message)).toMatchObject({ outcome: 'retry', code: 'ECONNREFUSED' });
  });
});

describe('looking up a text', () => {
  const theirs = (change: object = {}) => ({
    sid,
    body: message.body,
    to: message.to,
    direction: 'outbound-api',
    date_created: now.toUTCString(),
    date_sent: null,
    ...change,
  });
  const list = () => twilio().get(path).query({ To: message.to, PageSize: 100 });
  const answering = (messages: object[], headers: Record<string, string> = {}) =>
    list().reply(200, { messages, next_page_uri: null }, { Date: now.toUTCString(), ...headers });

  it.each([
    ['as it was sent', {}],
    ['with the words of a trial account', { body: `Sent from your Twilio trial account - ${message.body}` }],
    ['smart-encoded and trimmed', { body: 'More 1+1=2 & so ' }],
    ['a little later', { date_created: plus(now, 20 * SECOND).toUTCString() }],
  ])('finds it %s', async (_what, change) => {
    answering([theirs({ sid: 'SM9', body: 'else' }), theirs(change)]);
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'found', providerSid: sid });
  });

  it.each([
    ['none', []],
    ['another text', [theirs({ body: 'else' })]],
    ['one that came in', [theirs({ direction: 'inbound' })]],
    ['an equal one from before', [theirs({ date_created: minus(now, 10 * SECOND).toUTCString() })]],
    ['an equal one from much later', [theirs({ date_created: plus(now, 61 * MINUTE).toUTCString() })]],
  ])('is absent with %s', async (_what, messages) => {
    answering(messages);
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'absent' });
  });

  it('takes the newest of equal texts', async () => {
    answering([theirs({ sid: 'SM8', date_created: minus(now, 4 * SECOND).toUTCString() }), theirs()]);
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'found', providerSid: sid });
  });

  it('uses Twilio’s clock when ours is wrong', async () => {
    const wrong = minus(now, 5 * 60 * MINUTE);
    answering([theirs({ date_created: minus(now, 15 * SECOND).toUTCString() })]);
    const outcome = await sender({ clock: { now: () => wrong } }).lookUp(message, minus(wrong, 15 * SECOND));
    expect(outcome).toEqual({ outcome: 'found', providerSid: sid });
  });

  it('reads more pages while all texts are later ones', async () => {
    const later = theirs({ body: 'later', date_created: plus(now, MINUTE).toUTCString() });
    list().reply(200, { messages: [later], next_page_uri: `${path}?To=x&Page=1` }, { Date: now.toUTCString() });
    twilio()
      .get(path)
      .query({ To: 'x', Page: 1 })
      .reply(200, { messages: [theirs()], next_page_uri: null });
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'found', providerSid: sid });
  });

  it.each([
    [500, '<html>'],
    [401, { code: 20003 }],
    [200, '{"messages": ['],
  ])('is unavailable on HTTP %i %o', async (status, body) => {
    list().reply(status, body);
    expect(await sender().lookUp(message, now)).toMatchObject({ outcome: 'unavailable' });
  });
});

it('the log contains no token, recipient or body', () => {
  expect(logged.join()).not.toMatch(/\+27|Môre|token-that|QUM/);
});
