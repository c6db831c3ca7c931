import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, after as later } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { textIn } from '#test/support/text-in.ts';

interface Item {
  direction: string;
  id: number;
  words: string;
}
interface Thread {
  items: Item[];
  next_cursor: string | null;
  talking_with: number | null;
  conversation_id: number | null;
}

describe.each(DATABASE_KINDS)('messages, on %s', (kind) => {
  let api: TestApi;
  let ann: User;
  let thandi: User;
  beforeAll(async () => {
    api = await createTestApi(kind);
    ann = await buildVolunteer(api.db, { name: 'Ann Adams', role: 'coordinator' });
    thandi = await buildVolunteer(api.db, { name: 'Thandi Nkosi' });
  });
  afterAll(() => api.remove());

  const asAnn = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    api.call(method, path, { as: ann.userId, headers, ...(body !== undefined && { body }) });
  const threadOf = async (query: string) => {
    const { status, body } = await asAnn('GET', `/admin/messages?${query}`);
    expect(status).toBe(200);
    return body as Thread;
  };
  const wordsOf = ({ items }: Thread) => items.map(({ direction, words }) => `${direction}: ${words}`);
  const tick = () => api.clock.moveTo(later(api.clock.now(), 1000));

  test('a coordinator writes to a person who never texted, and gets the answer', async () => {
    const body = { user_id: thandi.userId, body: 'Do you have the case number?' };
    const written = await asAnn('POST', '/admin/messages', body, { 'idempotency-key': 'first' });
    expect(written.status).toBe(201);
    expect(written.body).toMatchObject({ segments: 1 });
    expect((await asAnn('POST', '/admin/messages', body, { 'idempotency-key': 'first' })).body).toEqual(written.body);
    const text = 'Ann (coordinator): Do you have the case number? Your reply goes to Ann.';
    expect(await api.queuedFor(thandi.phone ?? '')).toEqual([{ messageType: 'coordinator_message', payload: text }]);

    tick();
    await textIn(api.services, thandi.phone ?? '', 'CAS 12/11 it is');
    tick();
    const thread = await threadOf(`user_id=${thandi.userId}`);
    expect(wordsOf(thread)).toEqual(['out: Passed on to Ann.', 'in: CAS 12/11 it is', `out: ${text}`]);
    expect(thread.items[2]).toMatchObject({
      written_by: ann.userId,
      status: 'queued',
      message_type: 'coordinator_message',
    });
    expect(thread.talking_with).toBe(ann.userId);
    const [passed] = (await api.queuedFor(ann.phone ?? '')).slice(-1);
    expect(passed).toMatchObject({ messageType: 'coordinator_message' });
    expect(passed?.payload).toMatch(/^Thandi Nkosi 082 .*: "CAS 12\/11 it is"$/);
  });

  test('the pages of a thread contain each message once', async () => {
    const everything = wordsOf(await threadOf(`user_id=${thandi.userId}`));
    const pages: string[] = [];
    let cursor = '';
    do {
      const page = await threadOf(`user_id=${thandi.userId}&limit=1${cursor}`);
      pages.push(...wordsOf(page));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(pages).toEqual(everything);
  });

  test('the relay ends after twelve hours, or when she is no longer a coordinator', async () => {
    const bongani = await buildVolunteer(api.db, { name: 'Bongani', role: 'coordinator' });
    const sipho = await buildVolunteer(api.db, { name: 'Sipho' });
    const write = () =>
      api.call('POST', '/admin/messages', { as: bongani.userId, body: { user_id: sipho.userId, body: 'Hello' } });
    const lastAnswer = async () => {
      await textIn(api.services, sipho.phone ?? '', 'thanks');
      return (await api.queuedFor(sipho.phone ?? '')).at(-1)?.payload;
    };
    await write();
    expect(await lastAnswer()).toBe('Passed on to Bongani.');
    api.clock.moveTo(later(api.clock.now(), 12 * HOUR));
    expect(await lastAnswer()).toBe("It's a pleasure. Stay safe.");
    await write();
    await api.db('users').where({ userId: bongani.userId }).update({ role: 'volunteer' });
    expect(await lastAnswer()).toBe("It's a pleasure. Stay safe.");
  });

  test('no code is ever shown, neither a sent one nor a received one', async () => {
    const stranger = '+27841112222';
    await textIn(api.services, stranger, 'hello');
    const conversationId = await textIn(api.services, stranger, 'Joseph');
    const code = /\d{6}/.exec((await api.queuedFor(stranger)).at(-1)?.payload ?? '')?.[0] ?? '';
    expect(code).toHaveLength(6);
    const wrong = code === '111111' ? '222222' : '111111';
    await textIn(api.services, stranger, wrong);
    const words = wordsOf(await threadOf(`conversation_id=${conversationId}`)).join('\n');
    expect(words).toContain('in: ******');
    expect(words).not.toContain(code);
    expect(words).not.toContain(wrong);
  });

  test('a text that was not understood waits until a coordinator has seen to it, and makes a live event', async () => {
    const body = 'zxcv qwer asdf';
    await textIn(api.services, '+27831113333', 'hello');
    const conversation = await textIn(api.services, thandi.phone ?? '', 'menu');
    await api.db('conversations').where({ conversationId: conversation }).update({ talkingUntil: null });
    await textIn(api.services, thandi.phone ?? '', body);
    const waiting = (await asAnn('GET', '/admin/messages/needs-person')).body as { items: Item[] };
    expect(waiting.items[0]).toMatchObject({
      words: body,
      reason: 'not understood',
      user: { id: thandi.userId, name: 'Thandi Nkosi' },
      seen_to_at: null,
    });
    const { id } = waiting.items[0] as Item;
    const live = await api.db('live_events').where({ type: 'needs_person' }).orderBy('liveEventId', 'desc').first();
    expect(JSON.parse(live.body)).toEqual({ inbox_id: id, conversation_id: conversation });
    const seen = await asAnn('POST', `/admin/messages/needs-person/${id}/seen-to`);
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ seen_to_by: ann.userId });
    expect((await asAnn('POST', `/admin/messages/needs-person/${id}/seen-to`)).body).toEqual(seen.body);
    const ids = async (query: string) =>
      ((await asAnn('GET', `/admin/messages/needs-person${query}`)).body as { items: Item[] }).items.map(
        (item) => item.id,
      );
    expect(await ids('')).not.toContain(id);
    expect(await ids('?seen_to=true')).toContain(id);
    expect((await asAnn('POST', '/admin/messages/needs-person/999999/seen-to')).status).toBe(404);
  });

  test('a message that cannot be sent, and a thread that cannot be read, say why', async () => {
    const joseph = await buildVolunteer(api.db, { name: 'Joseph' });
    await textIn(api.services, joseph.phone ?? '', 'menu');
    await textIn(api.services, joseph.phone ?? '', 'STOP');
    const write = async (body: object) => (await asAnn('POST', '/admin/messages', body)).body;
    expect(await write({ user_id: joseph.userId, body: 'Hi' })).toMatchObject({ status: 409, code: 'conflict' });
    expect(await write({ user_id: 999_999, body: 'Hi' })).toMatchObject({ status: 404 });
    const long = { user_id: thandi.userId, body: 'x'.repeat(400) };
    expect(await write(long)).toMatchObject({ status: 400, errors: [{ path: 'body.body' }] });
    for (const ids of [{}, { user_id: thandi.userId, conversation_id: 1 }]) {
      const message = 'needs body, and exactly one of user_id and conversation_id';
      expect(await write({ ...ids, body: 'Hi' })).toMatchObject({ status: 400, errors: [{ path: 'body', message }] });
    }
    expect((await asAnn('GET', '/admin/messages')).status).toBe(400);
    expect((await asAnn('GET', '/admin/messages?user_id=999999')).status).toBe(404);
    expect((await asAnn('GET', `/admin/messages?user_id=${thandi.userId}&cursor=9.9`)).status).toBe(400);
  });

  test('only for coordinators', async () => {
    const doors = [
      ['GET', '/admin/messages?user_id=1'],
      ['POST', '/admin/messages'],
      ['GET', '/admin/messages/needs-person'],
      ['POST', '/admin/messages/needs-person/1/seen-to'],
      ['GET', '/admin/dead-letters'],
      ['GET', '/admin/sending'],
      ['POST', '/admin/dead-letters/1/requeue'],
      ['POST', '/admin/dead-letters/requeue'],
      ['POST', '/admin/broadcasts/preview'],
      ['POST', '/admin/broadcasts'],
      ['GET', '/admin/broadcasts'],
      ['POST', '/admin/broadcasts/1/cancel'],
    ] as const;
    for (const [method, path] of doors) {
      expect((await api.call(method, path)).status).toBe(401);
      expect((await api.call(method, path, { as: thandi.userId })).body).toMatchObject({ code: 'coordinators_only' });
    }
  });
});
