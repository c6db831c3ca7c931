import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LARGEST_FILE_BYTES } from '#src/simulator/phones/shared-files.ts';
import { samplePicture } from '#src/simulator/sample-files.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { scratchFolder } from '#test/support/scratch-folder.ts';

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const THANDI = '+27821234567';
const PAGE = `/try?phone=${encodeURIComponent(THANDI)}`;

describe.each(DATABASE_KINDS)('the phones on the screen, on %s', (kind) => {
  let api: TestApi;
  let folder: ReturnType<typeof scratchFolder>;
  beforeAll(async () => {
    folder = scratchFolder();
    api = await createTestApi(kind, { MOCK_OUTBOX_FILE: join(folder.path, 'outbox.log') });
  });
  afterAll(async () => {
    await api.remove();
    folder[Symbol.dispose]();
  });

  const get = async (path: string) => {
    const answer = await fetch(api.url + path, { redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };
  const post = async (path: string, fields: Record<string, string | Blob>, headers: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const options = { method: 'POST', body, headers: { ...OWN_PAGE, ...headers }, redirect: 'manual' } as const;
    const answer = await fetch(api.url + path, options);
    const retarget = answer.headers.get('hx-retarget');
    return { status: answer.status, location: answer.headers.get('location'), retarget, text: await answer.text() };
  };
  const query = PAGE.slice('/try'.length);
  const say = (words: string, more: Record<string, string | Blob> = {}, headers = {}) =>
    post(`/try/texts${query}`, { from: THANDI, words, ...more }, headers);
  const settle = async () => {
    await api.services.conversations.settled();
    await api.services.media.drain();
    await api.services.outbox.drain();
  };
  const lastText = () => api.db('inbox').orderBy('inboxId', 'desc').first();
  const lastMessage = () => api.db('outbox').where({ identity: THANDI }).orderBy('outboxId', 'desc').first();

  test('without a phone in its URL, the page leads to one that is new and one of a coordinator', async () => {
    const ann = await buildVolunteer(api.db, { name: 'Ann', role: 'coordinator' });
    const { status, location } = await get('/try');
    expect(status).toBe(302);
    expect(new URL(location ?? '', api.url).searchParams.getAll('phone')).toEqual([THANDI, ann.phone]);
  });

  test('a text goes through the webhook, and its answer is on the screen once it is sent', async () => {
    const sent = await say('hello');
    expect([sent.status, sent.location]).toEqual([303, `${PAGE}#text-27821234567`]);
    await settle();
    const { text } = await get(PAGE);
    expect(text).toContain('>hello</p>');
    expect(text).toContain('Welcome to Night Owls.');
    expect(text).toContain('1 segment, GSM-7 · sent');
    const part = await get(`/try/phone${query}&shown=${encodeURIComponent(THANDI)}`);
    expect(part.text).toContain('Welcome to Night Owls.');
    expect(part.text).not.toContain('<html');
  });

  test('htmx gets an empty composer, or only the reason if the service refuses the text', async () => {
    const htmx = { 'hx-request': 'true' };
    const sent = await say('BACK', {}, htmx);
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('<form');
    expect(sent.text).not.toContain('BACK');
    const token = api.services.config.TWILIO_AUTH_TOKEN;
    api.services.config.TWILIO_AUTH_TOKEN = [];
    try {
      const refused = await say('keep <these>', {}, htmx);
      expect([refused.status, refused.retarget]).toEqual([503, '#text-27821234567-problem']);
      expect(refused.text).toContain('Not sent: the service answered 403.');
      expect(refused.text).not.toContain('<form');
      expect(sent.text).toContain('id="text-27821234567-problem"');
      expect((await say('keep <these>')).text).toContain('keep &lt;these>');
    } finally {
      api.services.config.TWILIO_AUTH_TOKEN = token;
    }
    expect((await lastText()).body).toBe('BACK');
  });

  test('a phone texts by WhatsApp when its address says so', async () => {
    const from = `whatsapp:${THANDI}`;
    await post(`/try/texts?phone=${encodeURIComponent(from)}`, { from, words: 'hi' });
    await settle();
    const { addressId } = await lastText();
    expect(await api.db('addresses').where({ addressId }).first()).toMatchObject({
      address: from,
      channel: 'whatsapp',
    });
    expect((await lastMessage()).recipient).toBe(from);
  });

  test('a photo of their own, a sample and a voice note are fetched and shown', async () => {
    // files of somebody who is not a member are fetched only with a case of theirs
    await say('sos');
    await say('look', { file: new File([new Uint8Array(samplePicture())], 'gate.png', { type: 'image/png' }) });
    await say('and this', { attach: 'photo' });
    await say('', { attach: 'voice' });
    await settle();
    const files = await api.db('media').orderBy('mediaId');
    expect(files.map(({ status, kind: what }) => `${what} ${status}`)).toEqual([
      'photo kept',
      'photo kept',
      'voice kept',
    ]);
    const { text } = await get(PAGE);
    for (const { mediaId } of files) {
      expect(text).toContain(`src="/try/media/${mediaId}"`);
      expect((await get(`/try/media/${mediaId}`)).status).toBe(200);
    }
    expect((await get('/try/media/999999')).status).toBe(404);
    expect((await get('/try/files/guessed')).status).toBe(404);
  });

  test('a location arrives with its name, and one that cannot be read is refused', async () => {
    await say('', { attach: 'place', place: '-33.93412, 18.46377 Protea Rd' });
    await settle();
    expect(JSON.parse((await lastText()).media)).toMatchObject([
      { kind: 'place', latitude: -33.93412, longitude: 18.46377, label: 'Protea Rd' },
    ]);
    const refused = await say('', { attach: 'place', place: 'at home' });
    expect([refused.status, refused.text.includes('a location needs two numbers')]).toEqual([400, true]);
  });

  test('a file that is too large is refused, and nothing is stored', async () => {
    const before = await api.db('inbox');
    const file = new File([new Uint8Array(LARGEST_FILE_BYTES + 100_000)], 'large.png', { type: 'image/png' });
    const refused = await say('too large', { file }, { 'hx-request': 'true' });
    expect(refused.status).toBe(413);
    expect(refused.text).toBe('<p class="problem">Not sent: the form is larger than 5 MB.</p>');
    expect(await api.db('inbox')).toHaveLength(before.length);
  });

  test('a text can be delivered, read and not delivered, as the provider would report it', async () => {
    await say('hello again');
    await settle();
    const report = (sid: string, delivery: string, headers = {}) =>
      post(`/try/delivery${query}`, { sid, delivery }, headers);
    const first = await lastMessage();
    expect((await report(first.providerSid, 'delivered')).location).toBe(PAGE);
    expect((await lastMessage()).deliveryStatus).toBe('delivered');
    expect((await report(first.providerSid, 'read', { 'hx-request': 'true' })).status).toBe(204);
    expect((await lastMessage()).deliveryStatus).toBe('read');
    await say('and again');
    await settle();
    const second = await lastMessage();
    await report(second.providerSid, 'undelivered');
    expect(await lastMessage()).toMatchObject({ deliveryStatus: 'undelivered', errorCode: '30003' });
    expect((await report(second.providerSid, 'lost')).status).toBe(400);
  });

  test('a report that the service refuses is said, and changes nothing', async () => {
    await say('one for the refusal');
    await settle();
    const { providerSid } = await lastMessage();
    const token = api.services.config.TWILIO_AUTH_TOKEN;
    api.services.config.TWILIO_AUTH_TOKEN = [];
    try {
      for (const headers of [{}, { 'hx-request': 'true' }]) {
        const refused = await post(`/try/delivery${query}`, { sid: providerSid, delivery: 'undelivered' }, headers);
        expect(refused.status).toBe(503);
        expect(refused.text).toContain('The text stays as it is: the service answered 403.');
      }
    } finally {
      api.services.config.TWILIO_AUTH_TOKEN = token;
    }
    expect((await lastMessage()).deliveryStatus).toBeNull();
  });

  test('a late text is delivered ten minutes later by the clock of the watch', async () => {
    await say('one more');
    await settle();
    const { providerSid } = await lastMessage();
    await post(`/try/delivery${query}`, { sid: providerSid, delivery: 'late' });
    expect((await get(PAGE)).text).toContain('late, comes in 10 minutes');
    expect((await lastMessage()).deliveryStatus).toBeNull();
    api.clock.moveTo(new Date(api.clock.now().getTime() + 11 * 60_000));
    await expect.poll(async () => (await lastMessage()).deliveryStatus, { timeout: 20_000 }).toBe('delivered');
    expect((await get(PAGE)).text).not.toContain('late, comes in 10 minutes');
  });

  test('at most four phones are shown, each number once, and a wrong number is said and kept', async () => {
    const numbers = ['082 555 0101', '+27825550102', 'whatsapp:+27825550101', '0825550103', '0825550104', '0825550105'];
    const search = new URLSearchParams(numbers.map((number) => ['phone', number]));
    const { text } = await get(`/try?${search}`);
    expect(text.match(/<section class="phone"/g)).toHaveLength(4);
    expect(text).toContain('data-channel="whatsapp"');
    expect(text).not.toContain('Add a phone');
    const wrong = await get(`${PAGE}&phone=12`);
    expect(wrong.text).toContain('&quot;12&quot; is no phone number');
    expect(wrong.text).toMatch(/<section class="phone"/);
  });

  test('a person of the watch is found by name, and two of one name are not guessed', async () => {
    const lerato = await buildVolunteer(api.db, { name: 'Lerato Molefe' });
    await buildVolunteer(api.db, { name: 'Zanele Ndlovu' });
    await buildVolunteer(api.db, { name: 'Zanele Radebe' });
    const { location } = await get(`${PAGE}&phone=lerato`);
    expect(new URL(location ?? '', api.url).searchParams.getAll('phone')).toEqual([THANDI, lerato.phone]);
    expect((await get(`${PAGE}&phone=zanele`)).text).toContain('not the name of one person');
  });

  test('the streams end when the service stops, so that it stops at once', async () => {
    const answer = await fetch(`${api.url}/try/events`);
    const reading = answer.text().catch(() => 'ended');
    api.services.changeStreams.close();
    await expect(reading).resolves.toBeDefined();
  });

  test('the stream says that something changed after a commit of anybody, and nothing else', async () => {
    const hangUp = new AbortController();
    const answer = await fetch(`${api.url}/try/events`, { signal: hangUp.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    let heard = '';
    const listening = (async () => {
      for await (const chunk of answer.body ?? []) heard += new TextDecoder().decode(chunk);
    })().catch(() => {});
    const times = () => heard.match(/event: changed/g)?.length ?? 0;
    await expect.poll(times, { timeout: 20_000 }).toBe(1);
    // a connection of its own, as another process has
    await api.db('counters').where({ name: 'case' }).update({ value: 7 });
    await expect.poll(times, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(heard.replaceAll(/event: (?:changed|heartbeat)\ndata:\n\n/g, '')).toBe('');
    hangUp.abort();
    await listening;
  });
});
