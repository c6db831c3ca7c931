import nock from 'nock';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createTwilioMediaRemover } from '#src/messaging/twilio/media/twilio-media-remover.ts';
import { answerByNockOnly } from '#test/support/only-nock.ts';

const accountSid = 'AC00000000000000000000000000000001';
const authToken = 'a-token-that-nobody-may-see';
const path = `/2010-04-01/Accounts/${accountSid}/Messages/MM${'1'.repeat(32)}/Media/ME${'2'.repeat(32)}`;
const address = `https://api.twilio.com${path}`;
const logged: string[] = [];

const { remove } = createTwilioMediaRemover({
  accountSid,
  authToken,
  baseUrl: 'https://api.twilio.com',
  timeoutMs: 300,
  log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
});
const twilio = () =>
  nock('https://api.twilio.com')
    .matchHeader('authorization', `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`)
    .delete(`${path}.json`);

answerByNockOnly();

it('asks Twilio to delete the file, which counts as gone if Twilio does not have it', async () => {
  twilio().reply(204);
  expect(await remove(address)).toBe('gone');
  twilio().reply(404, { code: 20404 });
  expect(await remove(`${address}.json`)).toBe('gone');
});

it('retries later if Twilio does not answer or refuses', async () => {
  twilio().reply(500, {});
  expect(await remove(address)).toBe('later');
  twilio().reply(401, { code: 20003 });
  expect(await remove(address)).toBe('later');
  twilio().replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
  expect(await remove(address)).toBe('later');
  expect(logged.join('\n')).not.toContain(authToken);
  expect(logged.join('\n')).not.toContain('ME2222');
});

it('makes no request for an address that is not Twilio’s', async () => {
  expect(await remove('http://127.0.0.1:3001/photo.jpg')).toBe('gone');
});
