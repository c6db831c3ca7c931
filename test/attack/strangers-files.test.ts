import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it } from 'vitest';
import { checkMedia } from '#src/doctor/check-media.ts';
import { findingLine } from '#src/doctor/finding.ts';
import {
  FILES_A_DAY_OF_ALL,
  FILES_A_DAY_OF_MEMBER,
  FILES_A_DAY_OF_STRANGER,
  SHARE_OF_STRANGERS,
} from '#src/messaging/media/daily-limits.ts';
import type { MediaSource } from '#src/messaging/media/media-source.ts';
import { readTextFiles } from '#src/messaging/media/read-text-files.ts';
import { createMockMediaSource } from '#src/messaging/mock/mock-media-source.ts';
import { DAY, MINUTE } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { createTestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { JPEG } from '#test/support/files.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const STRANGER = '+27835550102';
const THANDI = '+27821234567';
const ANN = '+27825550100';
const URL = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0';

onDatabases(LARGE_TEST_KINDS, (database, kind, url) => {
  const db = () => database();
  let content = JPEG;
  let fetched = 0;
  const mediaSource: MediaSource = {
    fetch: async () => {
      fetched += 1;
      return { outcome: 'fetched', content };
    },
  };
  beforeEach(async () => {
    await emptyWatch(db());
    await buildVolunteer(db(), { phone: ANN, name: 'Ann Botha', role: 'coordinator' });
    content = JPEG;
    fetched = 0;
  });
  const open = (env: Record<string, string> = {}) => TestWatch.open(url(), { env, mediaSource });

  async function send(watch: TestWatch, from: string, { files = 0, body = '' } = {}) {
    const attachments = Array.from({ length: files }, () => ({
      ...{ kind: 'photo' as const, url: URL, contentType: 'image/jpeg' },
    }));
    const { conversationId } = await watch.services.inbox.receive({
      ...{ providerSid: randomIds.sid('MM'), from, to: '+27600000001', channel: 'sms', raw: '{}' },
      ...{ body, attachments },
    });
    await watch.services.conversations.advance(conversationId);
  }
  const statuses = async () => {
    const rows = await db()('media').groupBy('status').orderBy('status').select('status').count('* as files');
    return Object.fromEntries(rows.map(({ status, files }) => [status, Number(files)]));
  };
  const storedBytes = async () => {
    const [row] = await db()('mediaContents').select(db().raw('coalesce(sum(length(content)), 0) as bytes'));
    return Number(row.bytes);
  };
  const textsTo = (phone: string): Promise<string[]> =>
    db()('outbox').where({ identity: phone }).orderBy('outboxId').pluck('payload');
  /** Says that a file is as large as the most that we keep, without storing so much. */
  const fillUp = (bytes: number) => db()('media').where({ status: 'kept' }).update({ sizeBytes: bytes });

  it('eight pictures of a stranger without a case are not fetched, and the stranger is told so', async () => {
    await using watch = await open();
    content = Buffer.concat([JPEG, Buffer.alloc(15_000_000)]);
    await send(watch, STRANGER, { files: 8 });
    await watch.services.media.drain();
    expect(fetched).toBe(0);
    expect(await storedBytes()).toBe(0);
    expect(await statuses()).toEqual({ unfetched: 8 });
    expect(await db()('media').distinct('errorCode', 'error')).toEqual([
      { errorCode: 'no_case', error: 'its sender is not a member, and it belongs to no case' },
    ]);
    expect((await textsTo(STRANGER)).join('\n')).toContain('Nobody has opened your photo');
    expect(watch.errors).toEqual([]);
  });

  it('files of a stranger who is in danger are fetched, until the number has sent its files of a day', async () => {
    await using watch = await open();
    await send(watch, STRANGER, { files: 1, body: 'SOS' });
    expect(await statuses()).toEqual({ queued: 1 });
    await send(watch, STRANGER, { files: 8 });
    await send(watch, STRANGER, { files: 8 });
    await watch.services.media.drain();
    expect(await statuses()).toEqual({ kept: FILES_A_DAY_OF_STRANGER, unfetched: 17 - FILES_A_DAY_OF_STRANGER });
    expect(fetched).toBe(FILES_A_DAY_OF_STRANGER);
    const { caseNumber } = await db()('reports').first('caseNumber');
    // once, however many files are over the limit
    expect((await textsTo(STRANGER)).filter((text) => text.includes("can't open more files"))).toEqual([
      `We can't open more files today, so nobody sees your last photo for case ${caseNumber}. Please text what it shows. In danger phone 112 (free) or 10111.`,
    ]);
    const told = (await textsTo(ANN)).filter((text) => text.includes('not fetched'));
    expect(told).toEqual([
      `Case ${caseNumber}, 083 555 0102: a photo was not fetched (limit of a day), so you can't open it. We are asking them to text what is in it.`,
    ]);
    await watch.text(ANN, `show ${caseNumber}`);
    expect((await textsTo(ANN)).at(-1)).toContain('photo (not fetched: limit of a day)');
    // the next day there is room again
    watch.later(DAY + MINUTE);
    await send(watch, STRANGER, { files: 1, body: 'SOS' });
    await watch.services.media.drain();
    expect(await statuses()).toMatchObject({ kept: FILES_A_DAY_OF_STRANGER + 1 });
  });

  it('a number is also limited by bytes', async () => {
    await using watch = await open();
    await send(watch, STRANGER, { files: 2, body: 'SOS' });
    await watch.services.media.drain();
    await fillUp(16 * 2 ** 20);
    await send(watch, STRANGER, { files: 1 });
    await watch.services.media.drain();
    expect(await statuses()).toEqual({ kept: 2, unfetched: 1 });
  });

  it('a member sends files without a case, up to a limit of their own', async () => {
    await using watch = await open();
    await buildVolunteer(db(), { phone: THANDI });
    for (let texts = 0; texts < 5; texts += 1) await send(watch, THANDI, { files: 10 });
    await watch.services.media.drain();
    expect(await statuses()).toEqual({ kept: FILES_A_DAY_OF_MEMBER, unfetched: 50 - FILES_A_DAY_OF_MEMBER });
    // said when the files are added to a case, because only then we know which
    await send(watch, THANDI, { body: '1 a car' });
    expect((await textsTo(THANDI)).at(-1)).toContain("We can't open more files today");
  });

  it('many strangers together leave half of the room to members', async () => {
    await using watch = await open({ MEDIA_MEGABYTES_PER_DAY: '64' });
    await buildVolunteer(db(), { phone: THANDI });
    await send(watch, STRANGER, { files: 1, body: 'SOS' });
    await send(watch, '+27835550103', { files: 1, body: 'SOS' });
    await watch.services.media.drain();
    await fillUp(64 * 2 ** 20 * SHARE_OF_STRANGERS * 0.5);
    await send(watch, '+27835550104', { files: 1, body: 'SOS' });
    await send(watch, THANDI, { files: 1 });
    await watch.services.media.drain();
    expect(await statuses()).toEqual({ kept: 3, unfetched: 1 });
    await fillUp(32 * 2 ** 20);
    await send(watch, THANDI, { files: 1 });
    await watch.services.media.drain();
    expect(await statuses()).toEqual({ kept: 3, unfetched: 2 });
  });

  it('the number of all files of a day is limited', async () => {
    await using watch = await open();
    await buildVolunteer(db(), { phone: THANDI });
    await send(watch, ANN, { files: 1 });
    await watch.services.media.drain();
    const [{ mediaId, ...row }] = await db()('media');
    const others = Array.from({ length: FILES_A_DAY_OF_ALL - 1 }, (_, index) => ({ ...row, position: index + 1 }));
    for (let from = 0; from < others.length; from += 50) await db()('media').insert(others.slice(from, from + 50));
    await send(watch, THANDI, { files: 1 });
    await watch.services.media.drain();
    expect(mediaId).toBeGreaterThan(0);
    expect(await statuses()).toEqual({ kept: FILES_A_DAY_OF_ALL, unfetched: 1 });
  });

  it('a text file of a stranger is not read beyond a megabyte', async () => {
    let sent = 0;
    const server = createServer(async (_, response) => {
      for (; sent < 16 && !response.destroyed; sent += 1) {
        if (!response.write(Buffer.alloc(2 ** 20, 'a')))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const text = { kind: 'photo', url: `http://127.0.0.1:${port}/`, contentType: 'text/plain' } as const;
    const source = createMockMediaSource({ timeoutMs: 10_000 });
    const read = await readTextFiles(source, { body: 'hi', attachments: [text] }, async () => {});
    expect(read).toEqual({ body: 'hi', attachments: [text] });
    expect(sent).toBeLessThan(16);
    server.closeAllConnections();
    server.close();
  });

  it('a stranger who only sends pictures is not answered for ever', async () => {
    await using watch = await open();
    for (let texts = 0; texts < 40; texts += 1) await send(watch, STRANGER, { files: 1 });
    const sent = await db()('outbox').where({ identity: STRANGER }).whereNot({ status: 'cancelled' });
    expect(sent.length).toBeLessThan(35);
  });

  it('/readyz and doctor warn of files over a limit, and the service stays ready', async () => {
    const api = await createTestApi(kind);
    try {
      await api.services.heartbeats.beat('dispatch', 'timers', 'retention');
      expect(await api.call('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
      const text = { from: STRANGER, to: '+27600000001', channel: 'sms', body: '', raw: '{}' } as const;
      const attachments = [{ kind: 'photo', url: URL } as const];
      await api.services.inbox.receive({ ...text, providerSid: 'MM1', attachments });
      expect((await api.call('GET', '/readyz')).body).toEqual({ status: 'ready' });
      await api.db('media').update({ errorCode: 'limit' });
      const warned = await api.call('GET', '/readyz');
      expect(warned).toMatchObject({
        status: 200,
        body: {
          status: 'ready',
          warnings: ['1 photos and voice notes of the last day were not fetched, because a limit was reached.'],
        },
      });
    } finally {
      await api.remove();
    }
    expect(findingLine(checkMedia({ overLimit: 0 }))).toMatch(/^ok /);
    expect(findingLine(checkMedia({ overLimit: 1 }))).toMatch(/^warn .*MEDIA_MEGABYTES_PER_DAY/);
  });
});
