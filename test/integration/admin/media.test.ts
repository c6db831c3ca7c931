import { beforeEach, expect, it } from 'vitest';
import type { MediaStatus } from '#src/messaging/media/media.ts';
import { asCoordinator, codeOf, REFUSED, refusals } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { AMR, JPEG } from '#test/support/files.ts';
import { textIn } from '#test/support/text-in.ts';

asCoordinator((world) => {
  let texts = 0;
  let phone: string;
  beforeEach(async () => {
    phone = (await buildVolunteer(world().api.db)).phone ?? '';
  });

  /** A case with one file, which is by now as it is said; returns its id. */
  const send = async (contentType = 'image/jpeg', change: object = {}, content = JPEG): Promise<number> => {
    const { services, db } = world().api;
    await textIn(services, phone, 'report 1 fence cut');
    texts += 1;
    const url = `https://api.twilio.com/${texts}`;
    const kind = contentType.startsWith('audio/') ? 'voice' : 'photo';
    const { conversationId } = await services.inbox.receive({
      providerSid: `MMtest${texts}`,
      from: phone,
      to: '+27600000001',
      channel: 'sms',
      body: '',
      attachments: [{ kind, url, contentType: 'image/png' }],
      raw: '{}',
    });
    await services.conversations.advance(conversationId);
    const { mediaId } = await db('media').where({ url }).first('mediaId');
    await db('media').where({ mediaId }).update(change);
    const isKept = 'status' in change && change.status === 'kept';
    if (isKept) await db('media').where({ mediaId }).update({ contentType, sizeBytes: content.length });
    if (isKept) await db('media_contents').insert({ mediaId, content });
    return mediaId;
  };
  const read = async (mediaId: number) => {
    const { api, ann } = world();
    const headers = { authorization: `Bearer ${await api.tokenOf(ann.userId)}` };
    return fetch(`${api.url}/admin/media/${mediaId}`, { headers });
  };

  it('a picture is shown unchanged, and no cache keeps it', async () => {
    const id = await send('image/jpeg', { status: 'kept' });
    const answer = await read(id);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(JPEG);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(JPEG.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="photo-${id}.jpg"`,
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    });
  });

  it('a client that accepts only the general type gets it', async () => {
    const { api, ann } = world();
    const id = await send('image/jpeg', { status: 'kept' });
    const headers = { authorization: `Bearer ${await api.tokenOf(ann.userId)}`, accept: 'application/octet-stream' };
    const answer = await fetch(`${api.url}/admin/media/${id}`, { headers });
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(JPEG);
  });

  it('a voice note is saved under a name', async () => {
    const id = await send('audio/amr', { status: 'kept' }, AMR);
    const { headers } = await read(id);
    expect(headers.get('content-type')).toBe('audio/amr');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="voice-${id}.amr"`);
  });

  it.each<[MediaStatus, string, string]>([
    ['queued', 'media_not_here_yet', 'The file is still being fetched. Try again soon.'],
    ['claimed', 'media_not_here_yet', 'The file is still being fetched. Try again soon.'],
    ['failed', 'media_not_kept', 'The file could not be fetched: larger than 16 MB.'],
    ['unfetched', 'media_not_fetched', 'The file was not fetched: the limit of a day is reached.'],
    ['erased', 'media_erased', 'The file was erased.'],
  ])('what is %s cannot be read, and the answer says why', async (status, code, detail) => {
    const errors: Partial<Record<MediaStatus, string>> = {
      failed: 'larger than 16 MB',
      unfetched: 'the limit of a day is reached',
    };
    const error = errors[status] ?? null;
    const answer = await world().ask('GET', `/admin/media/${await send('image/jpeg', { status, error })}`);
    expect(answer).toMatchObject({ status: 409, body: { code, detail } });
  });

  it('a missing file is not found', async () => {
    expect(codeOf(await world().ask('GET', '/admin/media/999999'))).toBe('not_found');
    expect(codeOf(await world().ask('GET', '/admin/media/x'))).toBe('not_found');
  });

  it('the case and the thread show the status and the path of the file', async () => {
    const { ask, api } = world();
    const id = await send('image/jpeg', { status: 'kept' });
    const file = {
      id,
      kind: 'photo',
      status: 'kept',
      content_type: 'image/jpeg',
      size_bytes: JPEG.length,
      error: null,
      path: `/admin/media/${id}`,
    };
    const report = await api.db('reports').orderBy('reportId', 'desc').first('reportId');
    expect((await ask('GET', `/admin/reports/${report.reportId}`)).body).toMatchObject({
      additions: [{ kind: 'photo', media_type: 'image/png', file }],
    });
    const { userId } = await api.db('users').where({ phone }).first('userId');
    const noPlace = { latitude: null, longitude: null, label: null, address: null, map_url: null };
    const { items } = (await ask('GET', `/admin/messages?user_id=${userId}`)).body as {
      items: { media?: unknown[] }[];
    };
    expect(items.flatMap(({ media = [] }) => media)).toEqual([{ kind: 'photo', type: 'image/png', file, ...noPlace }]);
  });

  it('only for coordinators', async () => {
    const id = await send('image/jpeg', { status: 'kept' });
    expect(await refusals(world(), [{ method: 'GET', path: `/admin/media/${id}` }])).toEqual([REFUSED]);
  });
});
