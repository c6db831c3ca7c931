import nock from 'nock';
import { expect, it } from 'vitest';
import { createMockMediaSource } from '#src/messaging/mock/mock-media-source.ts';
import { createTwilioMediaSource } from '#src/messaging/twilio/media/twilio-media-source.ts';
import { SECOND } from '#src/platform/duration.ts';
import { answerByNockOnly } from '#test/support/only-nock.ts';

const accountSid = 'AC00000000000000000000000000000001';
const authToken = 'a-token-that-nobody-may-see';
const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
const path = `/2010-04-01/Accounts/${accountSid}/Messages/MM0/Media/ME0`;
const signal = new AbortController().signal;

const source = createTwilioMediaSource({
  accountSid,
  authToken,
  baseUrl: 'https://api.twilio.com',
  timeoutMs: 10 * SECOND,
});
const ask = () => source.fetch(`https://api.twilio.com${path}`, signal);
const twilio = () => nock('https://api.twilio.com').get(path).matchHeader('authorization', basic);
const elsewhere = (origin: string) => nock(origin, { badheaders: ['authorization'] });

answerByNockOnly();

it('sends credentials to Twilio, and none to where it redirects', async () => {
  twilio().reply(307, '', { location: 'https://mms.twiliocdn.com/file?Signature=secret' });
  elsewhere('https://mms.twiliocdn.com').get('/file').query(true).reply(200, 'bytes');
  expect(await ask()).toEqual({ outcome: 'fetched', content: Buffer.from('bytes') });
});

it('sends none to another host of Twilio after a redirect either', async () => {
  twilio().reply(302, '', { location: 'https://media.twilio.com/file' });
  elsewhere('https://media.twilio.com').get('/file').reply(200, 'bytes');
  expect(await ask()).toMatchObject({ outcome: 'fetched' });
});

it('keeps them on a redirect within Twilio', async () => {
  twilio().reply(301, '', { location: `${path}/v2` });
  nock('https://api.twilio.com').get(`${path}/v2`).matchHeader('authorization', basic).reply(200, 'bytes');
  expect(await ask()).toMatchObject({ outcome: 'fetched' });
});

it.each(['http://mms.twiliocdn.com/file', 'http://127.0.0.1/file', 'http://api.twilio.com/x', 'ftp://x/y', 'https://'])(
  'does not follow to %s',
  async (location) => {
    twilio().reply(307, '', { location });
    expect(await ask()).toMatchObject({ outcome: 'failed', code: 'redirect' });
  },
);

it('an expired address after a redirect is retried later', async () => {
  twilio().reply(307, '', { location: 'https://mms.twiliocdn.com/file' });
  nock('https://mms.twiliocdn.com').get('/file').reply(403, 'Expired');
  expect(await ask()).toMatchObject({ outcome: 'retry', code: 'HTTP 403' });
});

it('refused credentials mean that the source is broken', async () => {
  twilio().reply(401, '{"code": 20003}');
  expect(await ask()).toMatchObject({ outcome: 'sourceBroken' });
});

it('a broken connection is retried', async () => {
  twilio().replyWithError(Object.assign(new Error(`ECONNRESET ${path}`), { code: 'ECONNRESET' }));
  const outcome = await ask();
  expect(outcome).toMatchObject({ outcome: 'retry' });
  expect(JSON.stringify(outcome)).not.toMatch(/Media|token-that|QUM/);
});

it('ends at the signal, before and during the request', async () => {
  expect(await source.fetch(`https://api.twilio.com${path}`, AbortSignal.abort())).toEqual({ outcome: 'stopped' });
  nock.cleanAll();
});

it.each(['https://api.twilio.com/x', 'http://127.example.com/x', 'http://192.168.0.1/x', 'file:///etc/passwd', 'x'])(
  'beside the mock sender nothing leaves this machine: %s',
  async (address) => {
    const mock = createMockMediaSource({ timeoutMs: SECOND });
    expect(await mock.fetch(address, signal)).toMatchObject({ outcome: 'failed', code: 'foreign' });
  },
);
