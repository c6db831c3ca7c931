import { describe, expect, test } from 'vitest';
import type { Log } from '#src/platform/log.ts';
import { silentLog } from '#src/platform/log.ts';
import { signedPost } from '#src/simulator/signed-post.ts';
import { fakeServices } from './fake-services.ts';
import { listening, TEXT } from './listening.ts';

const MESSAGES = '/webhooks/twilio/messages';

describe('a webhook that is not signed with our token', () => {
  const forgeries: [what: string, headers: Record<string, string>][] = [
    ['no signature', {}],
    ['an empty signature', { 'X-Twilio-Signature': '' }],
    ['a signature of something else', { 'X-Twilio-Signature': 'PkQ5iRR0InBQwkkgAsrIJDszfA8=' }],
    ['a signature that is no base64', { 'X-Twilio-Signature': '%%%' }],
  ];
  test.each(forgeries)('with %s is refused and leaves no row', async (_, headers) => {
    const { services, recorded } = fakeServices();
    const { serviceUrl } = await listening(services);
    const response = await fetch(serviceUrl + MESSAGES, { method: 'POST', headers, body: new URLSearchParams(TEXT) });
    expect(response.status).toBe(403);
    expect(recorded).toMatchObject({ received: [], advanced: [] });
  });

  test.each(['/messages', '/status', '/voice'])('is refused at %s', async (path) => {
    const { services } = fakeServices();
    const { post } = await listening(services);
    expect((await post(`/webhooks/twilio${path}`, TEXT, 'not-our-token')).status).toBe(403);
  });

  test('is refused when signed with an empty token, even if an empty token is configured', async () => {
    const { services, recorded } = fakeServices();
    const open = { ...services, config: { ...services.config, TWILIO_AUTH_TOKEN: [''] } };
    const { post } = await listening(open);
    expect((await post(MESSAGES, TEXT, '')).status).toBe(403);
    expect(recorded.received).toEqual([]);
  });

  test('is refused when a field was changed on the way', async () => {
    const { services, recorded } = fakeServices();
    const { serviceUrl, post } = await listening(services);
    expect((await post(MESSAGES, TEXT)).status).toBe(200);
    const tampered = signedPost({
      serviceUrl,
      publicUrl: 'https://watch.example.com',
      token: 'somebody-elses-token',
      path: MESSAGES,
      form: { ...TEXT, Body: 'DROP K7' },
    });
    expect((await tampered).status).toBe(403);
    expect(recorded.received).toHaveLength(1);
  });

  test('is logged with the URL that the signature was computed for', async () => {
    const lines: object[] = [];
    const log: Log = Object.assign(Object.create(silentLog), { warn: (line: object) => lines.push(line) });
    const { services } = fakeServices({}, { log });
    const { post } = await listening(services);
    await post(`${MESSAGES}?a=1`, TEXT, 'not-our-token');
    expect(lines).toMatchObject([{ url: `https://watch.example.com${MESSAGES}?a=•••` }]);
  });
});

describe('a webhook that is signed with our token', () => {
  test('is computed over the public address and the query', async () => {
    const { services, recorded } = fakeServices();
    const { post } = await listening(services);
    expect((await post(`${MESSAGES}?outbox=5&x=%20y`, TEXT)).status).toBe(200);
    expect(recorded.received).toMatchObject([{ providerSid: TEXT.MessageSid, from: TEXT.From, body: 'Hi' }]);
  });

  test('passes with either token while one is being rotated', async () => {
    const { services } = fakeServices({ TWILIO_AUTH_TOKEN: 'the-new-token, the-old-token' });
    const { post } = await listening(services);
    expect((await post(MESSAGES, TEXT, 'the-new-token')).status).toBe(200);
    expect((await post(MESSAGES, TEXT, 'the-old-token')).status).toBe(200);
    expect((await post(MESSAGES, TEXT, 'an-older-token')).status).toBe(403);
  });

  test('may have dotted and bracketed names, emoji and line breaks', async () => {
    const { services, recorded } = fakeServices();
    const { post } = await listening(services);
    const form = { ...TEXT, 'a.b': '1', 'a[b]': '2', Body: ' Môre 👋\r\n1+1=2 & so ' };
    expect((await post(MESSAGES, form)).status).toBe(200);
    expect(recorded.received).toHaveLength(1);
  });
});
