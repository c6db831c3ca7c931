import { beforeEach, expect, it } from 'vitest';
import { answerAsk } from '#src/asks/end-ask.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { HOUR, after as later } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { asCoordinator, REFUSED, refusals } from '#test/support/admin.ts';
import { type buildAsk, getBuiltAsk } from '#test/support/asks.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { textIn } from '#test/support/text-in.ts';

interface Page {
  items: { id: number; ref: string; status: string }[];
  next_cursor: string | null;
}

asCoordinator((world) => {
  let sipho: User;
  beforeEach(async () => {
    sipho = await buildVolunteer(world().api.db, { name: 'Sipho Mokoena' });
  });

  const list = async (query = '') => {
    const { status, body } = await world().ask('GET', `/admin/asks${query}`);
    expect(status, query).toBe(200);
    return body as Page;
  };
  const open = (given: Partial<Parameters<typeof buildAsk>[2]> = {}) => {
    const { db, clock } = world().api;
    return getBuiltAsk(db, { clock }, { identity: sipho.phone ?? '', userId: sipho.userId, ...given });
  };
  /** Queues the question and sends it. */
  const send = async (askId: number) => {
    const { db, services, clock } = world().api;
    const to = { identity: sipho.phone ?? '' };
    const question = { messageType: 'shift_notice', to, body: 'Do you come?', key: `test:${askId}`, askId } as const;
    await services.transact((trx) => enqueue(trx, services.settings, question));
    const now = clock.now();
    await db('outbox').where({ askId }).update({ status: 'sent', sendingAt: now, sentAt: now });
  };

  it('lists who was asked what, when it was sent, and what they answered', async () => {
    const { api, ask } = world();
    const deadlineAt = later(api.clock.now(), HOUR);
    const { askId, openedAt } = await open({ deadlineAt });
    expect((await list()).items).toEqual([
      {
        id: askId,
        kind: 'buddy_invitation',
        ref: 'K7',
        subject: 'booking:17',
        user: { id: sipho.userId, name: 'Sipho Mokoena', status: 'active' },
        status: 'open',
        opened_at: openedAt.toISOString(),
        deadline_at: deadlineAt.toISOString(),
        sent_at: null,
        answer: null,
        ended_at: null,
        text_id: null,
      },
    ]);
    await send(askId);
    const { sendingAt } = await api.db('outbox').where({ askId }).first('sendingAt');
    const conversationId = await textIn(api.services, sipho.phone ?? '', 'thanks');
    const { inboxId } = await api.db('inbox').where({ conversationId }).first('inboxId');
    const ended = await api.services.transact((trx) => answerAsk(trx, api.clock, { askId, answer: 'yes', inboxId }));
    expect((await list()).items).toMatchObject([
      {
        sent_at: new Date(sendingAt).toISOString(),
        ...{ status: 'answered', answer: 'yes', text_id: inboxId, ended_at: ended?.endedAt?.toISOString() },
      },
    ]);

    const thread = await ask('GET', `/admin/messages?user_id=${sipho.userId}`);
    const { items } = thread.body as { items: { direction: string; ask?: unknown; answers?: unknown }[] };
    const about = { id: askId, kind: 'buddy_invitation', ref: 'K7', status: 'answered', answer: 'yes' };
    const shown = { ...about, deadline_at: deadlineAt.toISOString() };
    expect(items.filter((item) => item.ask)).toMatchObject([{ words: 'Do you come?', ask: shown }]);
    expect(items.filter((item) => item.answers)).toMatchObject([{ words: 'thanks', answers: shown }]);
    expect(items.every((item) => 'ask' in item || 'answers' in item)).toBe(true);
  });

  it('is read page by page, the newest first, by status, kind and person', async () => {
    const { api, ask } = world();
    const other = await buildVolunteer(api.db);
    await open({ ref: 'A1', subject: 'booking:1' });
    await open({ ref: 'A2', subject: 'booking:2', kind: 'presence' });
    await open({ ref: 'A3', subject: 'booking:3', identity: other.phone ?? '', userId: other.userId });
    const { askId } = await open({ ref: 'A4', subject: 'booking:4' });
    await api.services.transact((trx) => answerAsk(trx, api.clock, { askId, answer: 'no' }));
    const refs = async (query: string) => (await list(query)).items.map(({ ref }) => ref);
    const first = await list('?limit=3');
    const second = await list(`?limit=3&cursor=${first.next_cursor}`);
    expect([...first.items, ...second.items].map(({ ref }) => ref)).toEqual(['A4', 'A3', 'A2', 'A1']);
    expect(second.next_cursor).toBeNull();
    expect(await refs('?status=open')).toEqual(['A3', 'A2', 'A1']);
    expect(await refs('?kind=presence')).toEqual(['A2']);
    expect(await refs(`?user_id=${other.userId}`)).toEqual(['A3']);
    expect(await refs(`?status=answered&kind=presence`)).toEqual([]);
    for (const query of ['?status=over', '?kind=x', '?user_id=x', '?cursor=1.2', '?limit=101', '?ref=K7']) {
      expect((await ask('GET', `/admin/asks${query}`)).status, query).toBe(400);
    }
  });

  it('is for coordinators', async () => {
    expect(await refusals(world(), [{ method: 'GET', path: '/admin/asks' }])).toEqual([REFUSED]);
  });

  it('is shown with a question that failed for good', async () => {
    const { askId } = await open();
    await send(askId);
    await world().api.db('outbox').where({ askId }).update({ status: 'failed' });
    const { body } = await world().ask('GET', '/admin/dead-letters');
    expect(body).toMatchObject({ items: [{ ask: { id: askId, ref: 'K7', status: 'open' } }] });
    const { body: requeued } = await world().ask('POST', `/admin/dead-letters/${(body as Page).items[0]?.id}/requeue`);
    expect(requeued).toMatchObject({ status: 'queued', ask: { id: askId } });
  });
});
