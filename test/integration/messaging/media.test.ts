import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { claimMedia } from '#src/messaging/media/claim-media.ts';
import { fetchMedia } from '#src/messaging/media/fetch-media.ts';
import type { Media } from '#src/messaging/media/media.ts';
import { createTwilioMediaSource } from '#src/messaging/twilio/media/twilio-media-source.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';
import { DAY, MINUTE, after as plus, SECOND } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import type { FakeFile, MediaFault } from '#test/support/fake-twilio/media.ts';
import { GIF, JPEG } from '#test/support/files.ts';
import { emptyWatch } from '#test/support/test-watch.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const CREDENTIALS = { accountSid: ACCOUNT, authToken: TOKEN };
const NEVER = new AbortController().signal;
const THANDI = '+27821234567';
const SHORT_TIMEOUT = 100;
/** Longer than every time-out in these tests. */
const ENDLESSLY = 60_000;

onBothDatabases((db, _kind, url) => {
  let fake: FakeTwilio;
  let services: Services;
  let now: Date;
  const clock = { now: () => now };

  beforeAll(async () => {
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
    const config = parseConfig({
      DATABASE_URL: url(),
      SENDER: 'twilio',
      TWILIO_API_BASE_URL: fake.url,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: `${TOKEN},another-that-is-being-rotated-out`,
      TWILIO_SMS_FROM: '+27600000001',
      JWT_SECRET: 'a secret for tests, and for nothing else',
      POLL_SECONDS: '0.1',
    });
    services = await createServices({ config, log: silentLog, clock });
  });
  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await fake.close();
  });
  beforeEach(async () => {
    await emptyWatch(db());
    fake.media.requests.length = 0;
    now = new Date('2026-11-27T22:41:00Z');
    await buildVolunteer(db(), { phone: THANDI });
  });

  const picture = (...faults: MediaFault[]): FakeFile => ({ content: JPEG, contentType: 'image/jpeg', faults });
  const receive = (files: (FakeFile | string)[], { body = '', sid = randomIds.sid('MM') } = {}) => {
    const addresses = files.map((file) => (typeof file === 'string' ? file : fake.media.add(file)));
    const form: Record<string, string> = { MessageSid: sid, From: THANDI, To: '+27600000001', Body: body };
    for (const [index, address] of addresses.entries()) {
      form[`MediaUrl${index}`] = address;
      form[`MediaContentType${index}`] = 'image/jpeg';
    }
    const inbound = parseInbound(form);
    if (!inbound) throw new Error('no text');
    return services.inbox.receive(inbound);
  };
  const rows = (): Promise<Media[]> => db()('media').orderBy('mediaId');
  const only = async () => {
    const [media, ...others] = await rows();
    expect(others).toEqual([]);
    return media;
  };
  // not `pluck`: the name mapping would treat a Buffer as a row with a column for each byte
  const contents = async (): Promise<Buffer[]> => {
    const kept: { content: Buffer }[] = await db()('media_contents').orderBy('mediaId').select('content');
    return kept.map(({ content }) => content);
  };
  const drain = () => services.media.drain();
  const fetching = (timeoutMs = 10 * SECOND) => {
    const source = createTwilioMediaSource({ ...CREDENTIALS, baseUrl: fake.url, timeoutMs });
    return {
      db: db(),
      clock,
      log: silentLog,
      source,
      lease: SECOND,
      backoff: SECOND,
      mostBytesADay: 500 * 2 ** 20,
      onLost: async () => {},
    };
  };

  it('keeps a file once, with the type found from its content', async () => {
    await receive([{ content: GIF, contentType: 'image/png' }]);
    expect(await only()).toMatchObject({ status: 'queued', kind: 'photo', position: 0, attempts: 0 });
    expect(await drain()).toBe(1);
    expect(await only()).toMatchObject({
      status: 'kept',
      contentType: 'image/gif',
      sizeBytes: GIF.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      attempts: 1,
      error: null,
      leaseExpiresAt: null,
    });
    expect(await contents()).toEqual([GIF]);
    now = plus(now, DAY);
    expect(await drain()).toBe(0);
    expect(fake.media.requests).toHaveLength(2);
  });

  it('keeps all files of a text in their order, and nothing more if the text is repeated', async () => {
    await receive([picture(), { content: GIF, contentType: 'image/gif' }, picture()], { sid: 'MM1' });
    await receive([picture()], { sid: 'MM1' });
    await drain();
    expect((await rows()).map(({ position, contentType }) => [position, contentType])).toEqual([
      [0, 'image/jpeg'],
      [1, 'image/gif'],
      [2, 'image/jpeg'],
    ]);
  });

  it('sends the first of two tokens to Twilio, and never to where Twilio redirects', async () => {
    await receive([picture()]);
    await drain();
    const basic = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
    expect(fake.media.requests.map(({ host, authorization }) => [host, authorization])).toEqual([
      ['twilio', basic],
      ['cdn', undefined],
    ]);
  });

  it('sends none after a redirect back to Twilio either', async () => {
    const there = `${fake.media.cdnUrl}/back-to?${fake.media.add(picture())}`;
    await receive([picture({ kind: 'redirect', location: there })]);
    await drain();
    expect(fake.media.requests.map(({ host, authorization }) => [host, authorization !== undefined])).toEqual([
      ['twilio', true],
      ['cdn', false],
    ]);
    // the third came without credentials and was refused
    expect(await only()).toMatchObject({ status: 'queued', errorCode: 'HTTP 401' });
  });

  describe('a temporary error is retried', () => {
    it.each<[string, MediaFault]>([
      ['not there yet', { kind: 'status', status: 404 }],
      ['a failure inside', { kind: 'status', status: 500 }],
      ['not available', { kind: 'status', status: 503 }],
      ['too many requests', { kind: 'status', status: 429 }],
      ['a reset', { kind: 'reset' }],
      ['broken off', { kind: 'brokenOff' }],
    ])('%s', async (_name, fault) => {
      await receive([picture(fault)]);
      await drain();
      const errored = await only();
      expect(errored).toMatchObject({ status: 'queued', attempts: 1, error: expect.any(String) });
      expect(await drain()).toBe(0);
      now = plus(now, 5 * SECOND);
      await drain();
      expect(await only()).toMatchObject({ status: 'kept', attempts: 2, error: null, errorCode: null });
    });

    it('too slow', async () => {
      await receive([picture({ kind: 'slow', ms: ENDLESSLY })]);
      const [media] = await claimMedia(db(), clock, { limit: 1, lease: SECOND });
      if (!media) throw new Error('nothing to claim');
      await fetchMedia(fetching(SHORT_TIMEOUT), media, NEVER);
      expect(await only()).toMatchObject({ status: 'queued', attempts: 1, errorCode: 'timeout' });
    });

    it('five times, and then the file has failed', async () => {
      await receive([picture(...Array<MediaFault>(9).fill({ kind: 'status', status: 500 }))]);
      for (let tries = 0; tries < 9; tries += 1) {
        await drain();
        now = plus(now, MINUTE);
      }
      expect(await only()).toMatchObject({ status: 'failed', attempts: 5, errorCode: 'HTTP 500' });
      expect(fake.media.requests).toHaveLength(5);
    });

    it('but a file that is absent long after its text is given up', async () => {
      await receive([picture({ kind: 'status', status: 404 })]);
      now = plus(now, 5 * MINUTE);
      await drain();
      expect(await only()).toMatchObject({ status: 'failed', attempts: 1, error: 'not found' });
    });

    it('a refused token does not count as an attempt, for a day', async () => {
      await receive([picture(...Array<MediaFault>(8).fill({ kind: 'status', status: 401 }))]);
      for (let minute = 0; minute < 8; minute += 1) {
        await drain();
        expect(await only()).toMatchObject({ status: 'queued', attempts: 0, errorCode: 'HTTP 401' });
        now = plus(now, MINUTE);
      }
      await drain();
      expect(await only()).toMatchObject({ status: 'kept' });
    });
  });

  describe('a permanent error fails at once, with a reason that names no address', () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const file = (content: Buffer): FakeFile => ({ content, contentType: 'image/jpeg' });
    it.each<[string, FakeFile | string, string]>([
      ['without an end', picture({ kind: 'endless' }), 'larger than 16 MB'],
      ['announced as too large', file(Buffer.alloc(16 * 2 ** 20 + 1)), 'larger than 16 MB'],
      ['a page that says it is a picture', file(html), 'a type that is not kept'],
      ['a PDF', file(Buffer.from('%PDF-1.7\n%âãÏÓ\n')), 'a type that is not kept'],
      ['nothing', file(Buffer.alloc(0)), 'a type that is not kept'],
      ['gone', picture({ kind: 'status', status: 410 }), 'the provider did not return it'],
      ['of another host', 'http://127.0.0.1:9/file?secret=1', 'not an address of Twilio'],
      ['of a host with credentials', 'https://user:secret@api.twilio.com/x', 'not an address of Twilio'],
      ['no address', 'secret', 'not an address of Twilio'],
      [
        'redirected without TLS',
        picture({ kind: 'redirect', location: 'http://example.com/secret' }),
        'redirected to an address that is not allowed',
      ],
      [
        'redirected to a file',
        picture({ kind: 'redirect', location: 'file:///etc/passwd' }),
        'redirected to an address that is not allowed',
      ],
    ])('%s', async (_name, given, error) => {
      await receive([given]);
      await drain();
      const media = await only();
      expect(media).toMatchObject({ status: 'failed', attempts: 1, error });
      expect(`${media?.errorCode} ${media?.error}`).not.toMatch(/secret|https?:/);
      expect(await contents()).toEqual([]);
      now = plus(now, DAY);
      expect(await drain()).toBe(0);
    });

    it('redirected for ever', async () => {
      const file = picture();
      const address = fake.media.add(file);
      file.faults?.push(...Array<MediaFault>(9).fill({ kind: 'redirect', location: address }));
      await receive([address]);
      await drain();
      expect(await only()).toMatchObject({ status: 'failed', errorCode: 'redirects' });
      expect(fake.media.requests).toHaveLength(4);
    });

    it('a file of the largest allowed size is kept', async () => {
      const content = Buffer.concat([JPEG, Buffer.alloc(16 * 2 ** 20 - JPEG.length)]);
      await receive([file(content)]);
      await drain();
      expect(await only()).toMatchObject({ status: 'kept', sizeBytes: 16 * 2 ** 20 });
      expect((await contents())[0]?.equals(content)).toBe(true);
    });
  });

  describe('when a process dies', () => {
    const lease = 30 * SECOND;
    const claim = async () => (await claimMedia(db(), clock, { limit: 10, lease }))[0];

    it('after the claim, another fetches the file when the lease has expired, and it is kept once', async () => {
      await receive([picture()]);
      expect(await claim()).toMatchObject({ attempts: 1, status: 'claimed' });
      expect(await drain()).toBe(0);
      now = plus(now, lease);
      expect(await drain()).toBe(1);
      expect(await only()).toMatchObject({ status: 'kept', attempts: 2 });
    });

    it('and was only slow, its late result changes nothing', async () => {
      await receive([picture({ kind: 'status', status: 410 })]);
      const slow = await claim();
      now = plus(now, lease);
      const fast = await claim();
      if (!slow || !fast) throw new Error('nothing to claim');
      await fetchMedia(fetching(), slow, NEVER);
      expect(await only()).toMatchObject({ status: 'claimed', attempts: 2 });
      await fetchMedia(fetching(), fast, NEVER);
      await fetchMedia(fetching(), slow, NEVER);
      expect(await only()).toMatchObject({ status: 'kept', attempts: 2 });
      expect(await contents()).toEqual([JPEG]);
    });

    it('because of the file each time, the file is given up', async () => {
      await receive([picture()]);
      for (let tries = 0; tries < 5; tries += 1) {
        await claim();
        now = plus(now, lease);
      }
      await drain();
      expect(await only()).toMatchObject({ status: 'failed', error: 'no attempt left' });
      expect(fake.media.requests).toEqual([]);
    });
  });

  it('a file that was erased while it was fetched is not kept', async () => {
    await receive([picture({ kind: 'slow', ms: 100 })]);
    const draining = drain();
    await expect.poll(() => fake.media.requests.length).toBe(2);
    await db()('media').update({ status: 'erased', url: null });
    await draining;
    expect(await only()).toMatchObject({ status: 'erased' });
    expect(await contents()).toEqual([]);
  });

  it('gives a file to only one of several concurrent claims', async () => {
    await receive(Array.from({ length: 10 }, () => picture()));
    const connections = Array.from({ length: 4 }, () => connect(url()));
    const claims = connections.map((one) => claimMedia(one, clock, { limit: 2, lease: SECOND }));
    const claimed = (await Promise.all(claims)).flat().map(({ mediaId }) => mediaId);
    expect(new Set(claimed).size).toBe(8);
    expect(claimed).toHaveLength(8);
    await Promise.all(connections.map((one) => one.destroy()));
  });

  describe('as its worker runs it', () => {
    const running = () => {
      const stop = new AbortController();
      const ended = services.media.run(stop.signal);
      return {
        stop: () => {
          stop.abort();
          return ended;
        },
      };
    };

    it('fetches new files by itself, two at a time', async () => {
      const worker = running();
      await receive(Array.from({ length: 5 }, () => picture({ kind: 'slow', ms: 100 })));
      await expect.poll(() => fake.media.requests.length).toBeGreaterThanOrEqual(4);
      expect((await rows()).filter(({ status }) => status === 'claimed').length).toBeLessThanOrEqual(2);
      const isDone = async () => (await rows()).every(({ status }) => status === 'kept');
      await expect.poll(isDone, { timeout: 10 * SECOND }).toBe(true);
      await worker.stop();
    });

    it('queues files under way again at the signal, and begins no more', async () => {
      const worker = running();
      await receive(Array.from({ length: 3 }, () => picture({ kind: 'slow', ms: ENDLESSLY })));
      await expect.poll(() => fake.media.requests.length).toBe(4);
      await worker.stop();
      expect((await rows()).map(({ status, attempts }) => [status, attempts])).toEqual([
        ['queued', 0],
        ['queued', 0],
        ['queued', 0],
      ]);
    });
  });

  describe('its text', () => {
    const text = async (body: string, ...files: FakeFile[]) => {
      const { conversationId } = await receive(files, { body });
      await services.conversations.advance(conversationId);
      now = plus(now, SECOND);
    };
    const lastAnswer = async () => (await db()('outbox').orderBy('outboxId', 'desc').first('payload')).payload;
    const additions = () => db()('report_additions').orderBy('additionId').select('kind', 'mediaId');
    it('is answered before its file is fetched, and the case has the file', async () => {
      await text('report 1 fence cut');
      await text('', picture());
      expect(await lastAnswer()).toMatch(/^Photo added to case \d+\.$/);
      const media = await only();
      expect(media).toMatchObject({ status: 'queued', attempts: 0 });
      expect(await additions()).toEqual([{ kind: 'photo', mediaId: media?.mediaId }]);
    });

    it('may get its case only with the next text, and then the case has the file', async () => {
      await text('report 1 fence cut');
      now = plus(now, 20 * MINUTE);
      await text('', picture(), picture());
      expect(await additions()).toEqual([]);
      await text('y');
      const [first, second] = await rows();
      expect(await additions()).toEqual([
        { kind: 'photo', mediaId: first?.mediaId },
        { kind: 'photo', mediaId: second?.mediaId },
      ]);
    });
  });
});
