import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchivedText } from '#src/messaging/archive.ts';
import { createTwilioArchive } from '#src/messaging/twilio/twilio-archive.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const OURS = '+27600000001';
const NOBODY = 'http://127.0.0.1:9';
const THANDI = '+27821234567';
const LONG_AGO = new Date(0);

describe('the list of Twilio', () => {
  let fake: FakeTwilio;
  beforeEach(async () => {
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
  });
  afterEach(() => fake.close());

  const archive = (settings = {}) =>
    createTwilioArchive({
      accountSid: ACCOUNT,
      authToken: TOKEN,
      baseUrl: fake.url,
      timeoutMs: 2000,
      smsFrom: OURS,
      ...settings,
    });
  const received = async (numbers: string[] = [], settings = {}, since = LONG_AGO) => {
    const listed = await archive(settings).list(since, new Set(numbers));
    return listed.outcome === 'listed' ? listed.received.map(({ body }) => body) : listed.reason;
  };
  const text = (Body: string, more: Record<string, string> = {}) =>
    fake.text(NOBODY, { From: THANDI, To: OURS, Body, ...more }).catch(() => undefined);

  it('has every text to our numbers, in the order in which they came, over all pages', async () => {
    const bodies = Array.from({ length: 2100 }, (_, index) => `text ${index}`);
    for (const Body of bodies) {
      fake.received.push({
        sid: `SM${Body}`,
        form: { From: THANDI, To: OURS, Body, NumMedia: '0' },
        createdAt: new Date(),
      });
    }
    expect(await received()).toEqual(bodies);
  });

  it('has no text to another number of the account', async () => {
    await text('for us');
    await text('for others', { To: '+27600000009' });
    await text('for us by WhatsApp', { To: 'whatsapp:+27600000002' });
    expect(await received()).toEqual(['for us']);
    expect(await received(['+27600000009'])).toEqual(['for us', 'for others']);
    expect(await received([], { whatsappFrom: 'whatsapp:+27600000002' })).toEqual(['for us', 'for us by WhatsApp']);
    expect(await received([], { smsFrom: undefined, messagingServiceSid: 'MG1' })).toHaveLength(3);
  });

  it('goes back no further than asked', async () => {
    await text('now');
    expect(await received([], {}, new Date(Date.now() + 2000))).toEqual([]);
  });

  it('has the files of a text, as the webhook would', async () => {
    const MediaUrl0 = `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Messages/MM1/Media/ME1`;
    await text('look', { NumMedia: '1', MediaUrl0, MediaContentType0: 'image/jpeg' });
    const listed = await archive().list(LONG_AGO, new Set());
    const [first] = listed.outcome === 'listed' ? listed.received : [];
    const fetched = await archive().fetch(first as ArchivedText);
    const url = `${fake.url}/2010-04-01/Accounts/${ACCOUNT}/Messages/${first?.providerSid}/Media/ME1`;
    expect(fetched).toMatchObject({
      outcome: 'fetched',
      inbound: {
        from: THANDI,
        to: OURS,
        body: 'look',
        attachments: [{ kind: 'photo', url, contentType: 'image/jpeg' }],
        receivedAt: first?.at,
      },
    });
  });

  it('is unavailable while the account is refused or Twilio is unreachable', async () => {
    expect(await received([], { authToken: 'wrong' })).toBe('account or token refused');
    expect(await received([], { baseUrl: NOBODY })).toBe('no connection');
  });
});
