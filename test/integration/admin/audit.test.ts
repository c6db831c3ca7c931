import { expect, it } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { asCoordinator } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';

interface Page {
  items: { action: string; audit_event_id: number }[];
  next_cursor: string | null;
}

let texts = 0;

asCoordinator((world) => {
  const audit = async (query = '') => {
    const { status, body } = await world().ask('GET', `/admin/audit${query}`);
    expect(status, query).toBe(200);
    return body as Page;
  };

  /** As the phone would, through the inbox and the conversation. */
  const text = async (sender: User, body: string) => {
    const { services } = world().api;
    texts += 1;
    const from = sender.phone ?? '';
    const inbound = { providerSid: `SM-audit-${texts}`, from, to: '', channel: 'sms', attachments: [] } as const;
    const raw = JSON.stringify({ From: from, Body: body });
    const { conversationId } = await services.inbox.receive({ ...inbound, attachments: [], body, raw });
    await services.conversations.advance(conversationId);
  };

  it('has what is changed by text, with who, before and after', async () => {
    const { api, ann } = world();
    const newcomer = await buildVolunteer(api.db, { name: 'Nia New', status: 'pending', ref: 'N3' });
    const other = await buildVolunteer(api.db, { name: 'Otto Other', status: 'pending', ref: 'N4' });
    await api.db('reports').insert({ caseNumber: 142, reporterIdentity: 'x', severity: 1, createdAt: new Date() });
    await text(ann, 'ADMIT N3');
    await text(ann, 'REFUSE N4');
    await text(ann, 'Y47');
    await text(ann, 'REMOVE N3');
    await text(ann, 'Y47');
    await text(ann, 'ACK 142 on my way');
    await text(ann, 'NAME Anna Nkosi');
    const { items } = await audit();
    const by = { channel: 'text', actor: { user_id: ann.userId } };
    expect(items).toMatchObject([
      { ...by, action: 'user.rename', before: { name: 'Ann Nkosi' }, after: { name: 'Anna Nkosi' } },
      { ...by, action: 'report.acknowledge', after: { note: 'on my way' } },
      { ...by, action: 'user.remove', before: { status: 'active' }, after: { status: 'suspended' } },
      { ...by, action: 'user.refuse', subject: `user:${other.userId}`, after: { status: 'suspended' } },
      { ...by, action: 'user.admit', subject: `user:${newcomer.userId}`, before: { status: 'pending' } },
    ]);
  });

  it('is read page by page, the newest first, by subject, actor and action', async () => {
    const { api, ask, ann } = world();
    const people = [await buildVolunteer(api.db), await buildVolunteer(api.db), await buildVolunteer(api.db)];
    for (const { userId } of people) await ask('PATCH', `/admin/users/${userId}`, { name: 'Lerato Dube' });
    const first = await audit('?limit=2');
    const second = await audit(`?limit=2&cursor=${first.next_cursor}`);
    const ids = [...first.items, ...second.items].map((event) => event.audit_event_id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(ids).toHaveLength(3);
    expect(second.next_cursor).toBeNull();
    expect((await audit(`?subject=user:${people[0]?.userId}`)).items).toHaveLength(1);
    expect((await audit(`?actor_user_id=${ann.userId}&action=user.rename`)).items).toHaveLength(3);
    expect((await audit(`?actor_user_id=${people[0]?.userId}`)).items).toEqual([]);
    for (const query of ['?subject=x', '?action=%00', '?actor_user_id=x', '?cursor=-1', '?limit=1000']) {
      expect((await ask('GET', `/admin/audit${query}`)).status, query).toBe(400);
    }
  });
});
