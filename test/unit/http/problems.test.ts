import { expect, test } from 'vitest';
import { type Log, silentLog } from '#src/platform/log.ts';
import { fakeServices } from './fake-services.ts';
import { listening, TEXT } from './listening.ts';

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(response.headers.get('x-powered-by')).toBeNull();
  return response.json();
}

test('an unknown address is a problem with a code', async () => {
  const { serviceUrl } = await listening(fakeServices().services);
  const response = await fetch(`${serviceUrl}/nowhere`);
  expect(response.status).toBe(404);
  expect(await problemOf(response)).toEqual({
    status: 404,
    title: 'Not found',
    detail: 'There is nothing at this address.',
    code: 'not_found',
  });
});

test('the answer to a wrong method names the right one', async () => {
  const { serviceUrl } = await listening(fakeServices().services);
  const response = await fetch(`${serviceUrl}/webhooks/twilio/messages`);
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
  expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
});

test('a body of more than 64 kB is not read', async () => {
  const { post } = await listening(fakeServices().services);
  const response = await post('/webhooks/twilio/messages', { ...TEXT, Body: 'x'.repeat(70_000) });
  expect(response.status).toBe(413);
  expect(await problemOf(response)).toMatchObject({ code: 'too_large' });
});

test('our own error is logged once, with the request id and without the text', async () => {
  const lines: object[] = [];
  const log: Log = Object.assign(Object.create(silentLog), { error: (line: object) => lines.push(line) });
  const { services } = fakeServices({}, { log });
  services.deliveryStatuses.record = () => Promise.reject(new TypeError('secret words'));
  const { post } = await listening(services);
  const response = await post('/webhooks/twilio/status', { MessageSid: 'SM1', MessageStatus: 'sent' });
  expect(response.status).toBe(500);
  expect(JSON.stringify(await problemOf(response))).not.toContain('secret');
  expect(lines).toMatchObject([{ requestId: response.headers.get('x-request-id'), error: 'TypeError' }]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('alive is not the same as ready', async () => {
  const { services } = fakeServices({}, { isReady: async () => false });
  const { serviceUrl } = await listening(services);
  expect((await fetch(`${serviceUrl}/healthz`)).status).toBe(200);
  const response = await fetch(`${serviceUrl}/readyz`);
  expect(response.status).toBe(503);
  expect(await problemOf(response)).toMatchObject({ code: 'not_ready' });
});
