import { describe, expect, test } from 'vitest';
import { fakeServices } from './fake-services.ts';
import { listening, TEXT } from './listening.ts';

const MESSAGES = '/webhooks/twilio/messages';
const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

describe('a text', () => {
  test('is stored, gets an empty answer, and then starts a turn', async () => {
    const { services, recorded } = fakeServices();
    const { post } = await listening(services);
    const response = await post(MESSAGES, TEXT);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(await response.text()).toBe(EMPTY);
    expect(recorded.advanced).toEqual([7]);
  });

  test('is stored with the words that came as a file', async () => {
    const mediaSource = { fetch: async () => ({ outcome: 'fetched', content: Buffer.from('two men') }) as const };
    const { services, recorded } = fakeServices({}, { mediaSource });
    const { post } = await listening(services);
    const file = { MediaUrl0: 'https://api.twilio.com/Media/ME0', MediaContentType0: 'text/plain' };
    expect((await post(MESSAGES, { ...TEXT, Body: 'report 2', ...file })).status).toBe(200);
    expect(recorded.received).toMatchObject([{ body: 'report 2\ntwo men', attachments: [] }]);
  });

  test('gets its 200 although the turn is slow', async () => {
    const { services } = fakeServices();
    services.conversations.advance = () => new Promise(() => {});
    const { post } = await listening(services);
    expect((await post(MESSAGES, TEXT)).status).toBe(200);
  });

  test('that cannot be stored gets a 503, so that Twilio sends it again', async () => {
    const { services, recorded } = fakeServices();
    services.inbox.receive = () => Promise.reject(new Error('disk full'));
    const { post } = await listening(services);
    const response = await post(MESSAGES, TEXT);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'not_stored' });
    expect(recorded.advanced).toEqual([]);
  });

  test.each(['MessageSid', 'From'])('without %s is refused', async (name) => {
    const { services, recorded } = fakeServices();
    const { post } = await listening(services);
    const response = await post(MESSAGES, { ...TEXT, [name]: '' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'form_incomplete' });
    expect(recorded.received).toEqual([]);
  });
});

test('a status callback is recorded with our id from its query', async () => {
  const { services, recorded } = fakeServices();
  const { post } = await listening(services);
  const response = await post('/webhooks/twilio/status?outbox=12', { MessageSid: 'SM1', MessageStatus: 'delivered' });
  expect(response.status).toBe(204);
  expect(recorded.statuses).toMatchObject([{ providerSid: 'SM1', status: 'delivered', outboxId: 12 }]);
});

test('a caller hears the emergency number digit by digit, in well-formed XML', async () => {
  const { services } = fakeServices({ WATCH_NAME: `Oak & "Elm" <3's` });
  const { post } = await listening(services);
  const response = await post('/webhooks/twilio/voice', { CallSid: 'CA1', From: '+27821234567' });
  expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
  const twiml = await response.text();
  expect(twiml).toContain('<Say>This is Oak &amp; &quot;Elm&quot; &lt;3&apos;s. This number takes texts only.');
  expect(twiml).toContain('call 1 0 1 1 1.');
  expect(twiml).toMatch(/<\/Say><Hangup\/><\/Response>$/);
});
