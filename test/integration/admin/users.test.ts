import { expect, it } from 'vitest';
import { signIn } from '#src/actions/members/sign-in.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { asCoordinator, codeOf, REFUSED, refusals, refusedPaths } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';

asCoordinator((world) => {
  const patch = (user: User, body: unknown) => world().ask('PATCH', `/admin/users/${user.userId}`, body);
  const leave = (user: User) => world().ask('POST', `/admin/users/${user.userId}/leave`);
  const person = (given: Partial<User> = {}) => buildVolunteer(world().api.db, given);
  const audited = async (subject: string) => {
    const { body } = await world().ask('GET', `/admin/audit?subject=${subject}`);
    return (body as { items: unknown[] }).items;
  };

  const find = async (query: string) => {
    const { status, body } = await world().ask('GET', `/admin/users${query}`);
    expect(status).toBe(200);
    return body as { items: { user_id: number }[]; next_cursor: string | null };
  };
  const ids = async (query: string) => (await find(query)).items.map((user) => user.user_id);

  it('lists people page by page, by part of a name or number, status and role', async () => {
    const { ask, ann } = world();
    const thandi = await person({ name: 'Thandi Mokoena', phone: '+27831112222' });
    const percent = await person({ name: '100% Sipho', status: 'pending' });
    const first = await find('?limit=2');
    expect(first.items.map((user) => user.user_id)).toEqual([ann.userId, thandi.userId]);
    const second = await find(`?limit=2&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ items: [{ user_id: percent.userId, name: '100% Sipho' }], next_cursor: null });
    expect(await ids('?search=MOKO')).toEqual([thandi.userId]);
    expect(await ids('?search=083%20111')).toEqual([thandi.userId]);
    expect(await ids('?search=%25')).toEqual([percent.userId]);
    expect(await ids('?status=pending')).toEqual([percent.userId]);
    expect(await ids('?role=coordinator')).toEqual([ann.userId]);
    for (const query of ['?cursor=x', '?limit=0', '?status=gone', '?nope=1']) {
      expect((await ask('GET', `/admin/users${query}`)).status, query).toBe(400);
    }
  });

  it('finds people however their names and numbers are spelled, on every page', async () => {
    const names = ['Ésperance Mbeki', 'Sean O’Brien', 'ÉSPERANCE DUBE', 'Thandi Nkosi', 'Esperance Zulu'];
    const people: number[] = [];
    for (const [index, name] of names.entries()) {
      people.push((await person({ name, phone: `+2784555${1000 + index}` })).userId);
    }
    const [mbeki, brien, dube, , zulu] = people;
    const search = (words: string, more = '') => ids(`?search=${encodeURIComponent(words)}${more}`);
    expect(await search('esperance')).toEqual([mbeki, dube, zulu]);
    expect(await search('ésperance', '&limit=2')).toEqual([mbeki, dube]);
    const { next_cursor: cursor } = (await find('?search=esperance&limit=2')) as { next_cursor: string };
    expect(await search('esperance', `&limit=2&cursor=${cursor}`)).toEqual([zulu]);
    expect(await search("o'brien")).toEqual([brien]);
    expect(await search('+27 (0)84 555 1001')).toEqual([brien]);
    expect(await search('esperance', '&status=pending')).toEqual([]);
    // nothing is left of it after cleaning, which would be read as "no filter"
    for (const unseen of ['%00', '%E2%80%8B', '%20%0A']) {
      expect((await world().ask('GET', `/admin/users?search=${unseen}`)).body, unseen).toMatchObject({
        errors: [{ path: 'query.search', message: 'must have a visible character' }],
      });
    }
    expect(await search('')).toHaveLength(people.length + 1);
  });

  it('finds one of 1,200 people without keeping others waiting', async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      name: index === 1150 ? 'Sean O’Brien' : `Volunteer Ñumber ${index}`,
      phone: `+2783${String(index).padStart(7, '0')}`,
      createdAt: world().api.clock.now(),
    }));
    await world().api.db.batchInsert('users', rows, 100);
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const start = process.cpuUsage();
      expect(await ids('?search=obrien')).toHaveLength(1);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('shows one person, and finds no missing one', async () => {
    const thandi = await person({ name: 'Thandi Mokoena' });
    const shown = await world().ask('GET', `/admin/users/${thandi.userId}`);
    expect(shown).toMatchObject({
      status: 200,
      body: { name: 'Thandi Mokoena', phone: thandi.phone, role: 'volunteer' },
    });
    for (const id of ['999999', '0', 'x', '99999999999']) {
      expect((await world().ask('GET', `/admin/users/${id}`)).status, id).toBe(404);
    }
  });

  it('adds a person, who is active, told, and linked to bookings that name the number', async () => {
    const { ask, book, told, api, ann } = world();
    const booker = await person();
    const { booking } = await book(booker, '2026-11-28T00:00');
    await api.db('bookings').where({ bookingId: booking.bookingId }).update({ buddyPhone: '+27835550001' });
    const created = await ask('POST', '/admin/users', { name: 'Zoë Botha', phone: '083 555 0001' });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Zoë Botha', phone: '+27835550001', status: 'active', role: 'volunteer', verified_at: null },
    });
    const { user_id: userId } = created.body as { user_id: number };
    const zoe = { phone: '+27835550001' } as User;
    expect(await told(zoe)).toEqual([
      expect.stringMatching(/^Ann put you on the Night Owls roster, Zoe\./),
      expect.stringMatching(/^You are down as buddy of Volunteer: /),
    ]);
    const action = 'user.create';
    expect(await audited(`user:${userId}`)).toMatchObject([
      {
        action,
        channel: 'api',
        actor: { user_id: ann.userId, name: 'Ann Nkosi' },
        before: null,
        after: { role: 'volunteer' },
      },
    ]);
    const again = await ask('POST', '/admin/users', { name: 'Other', phone: '+27 83 555 0001' });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((again.body as { detail: string }).detail).toContain('Zoë Botha');
  });

  it('refuses malformed people', async () => {
    const { ask } = world();
    expect(refusedPaths(await ask('POST', '/admin/users', { name: '', phone: 'abcdef', role: 'king' }))).toEqual(
      expect.arrayContaining(['body.name', 'body.role']),
    );
    expect(refusedPaths(await ask('POST', '/admin/users', { name: 'Bo', phone: '12345' }))).toEqual(['body.phone']);
    const thandi = await person();
    expect((await patch(thandi, {})).status).toBe(400);
    expect((await patch(thandi, { status: 'left' })).status).toBe(400);
    expect((await ask('PATCH', '/admin/users/999999', { name: 'Bo' })).status).toBe(404);
    expect((await ask('POST', '/admin/users/999999/leave')).status).toBe(404);
    expect(codeOf(await ask('POST', '/admin/users', '{'))).toBe('unreadable_request');
  });

  it('admits and suspends: the person and the other coordinators are told', async () => {
    const { told } = world();
    const other = await person({ role: 'coordinator', name: 'Bea Coord' });
    const newcomer = await person({ status: 'pending', name: 'Nia New' });
    expect(await patch(newcomer, { status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await told(newcomer)).toEqual([expect.stringContaining("you're in, Nia")]);
    expect(await patch(newcomer, { status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await patch(newcomer, { status: 'suspended' })).toMatchObject({
      status: 200,
      body: { status: 'suspended' },
    });
    expect(await told(newcomer)).toHaveLength(2);
    expect(await told(other)).toEqual(['Ann let Nia New in.', 'Ann took Nia New off the roster.']);
    expect(await audited(`user:${newcomer.userId}`)).toMatchObject([
      { action: 'user.remove', before: { status: 'active' }, after: { status: 'suspended' } },
      { action: 'user.admit', before: { status: 'pending' }, after: { status: 'active' } },
    ]);
  });

  it('changes name, number and role in one go, tells both numbers and ends the old sign-ins', async () => {
    const { api, told, book } = world();
    const thandi = await person({ name: 'Thandi Mokoena', verifiedAt: new Date() });
    const booker = await person();
    const { booking } = await book(booker, '2026-11-28T00:00', { buddy: thandi });
    const token = await api.tokenOf(thandi.userId);
    const change = { name: 'Thandi Dube', phone: '+27835550002', role: 'coordinator' };
    const changed = await patch(thandi, change);
    expect(changed).toMatchObject({ status: 200, body: { ...change, verified_at: null } });
    expect((await api.call('GET', '/me', { token })).status).toBe(401);
    expect(await told(thandi)).toEqual([expect.stringContaining('changed your number')]);
    expect(await told({ ...thandi, phone: '+27835550002' } as User)).toEqual([
      expect.stringContaining('changed your number at Night Owls to this one'),
      expect.stringContaining('you are now a coordinator, Thandi'),
    ]);
    const row = await api.db('bookings').where({ bookingId: booking.bookingId }).first();
    expect(row).toMatchObject({ buddyName: 'Thandi Dube', buddyPhone: '+27835550002' });
    expect(await audited(`user:${thandi.userId}`)).toMatchObject([
      { action: 'user.role', before: { role: 'volunteer' }, after: { role: 'coordinator' } },
      { action: 'user.phone', before: { phone: thandi.phone }, after: { phone: '+27835550002' } },
      { action: 'user.rename', before: { name: 'Thandi Mokoena' }, after: { name: 'Thandi Dube' } },
    ]);
  });

  it('says whose number it is, and then changes nothing at all', async () => {
    const { ask } = world();
    const [one, other] = [await person({ name: 'One' }), await person({ name: 'Other Person' })];
    const refused = await patch(one, { name: 'New Name', phone: other.phone });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((refused.body as { detail: string }).detail).toContain('Other Person');
    expect(await audited(`user:${one.userId}`)).toEqual([]);
    expect((await ask('GET', `/admin/users/${one.userId}`)).body).toMatchObject({ name: 'One', phone: one.phone });
  });

  it('keeps the last coordinator', async () => {
    const { ann } = world();
    for (const refused of [await patch(ann, { role: 'volunteer' }), await leave(ann)]) {
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'conflict', detail: expect.stringContaining('last coordinator') },
      });
    }
    expect((await patch(ann, { status: 'suspended' })).status).toBe(409);
    const other = await person({ role: 'coordinator' });
    expect((await patch(ann, { status: 'suspended' })).body).toMatchObject({
      detail: expect.stringContaining('yourself'),
    });
    expect((await patch(ann, { role: 'volunteer' })).status).toBe(200);
    const left = await world().api.call('POST', `/admin/users/${other.userId}/leave`, { as: other.userId });
    expect(left).toMatchObject({ status: 409 });
  });

  it('two coordinators who take the role from each other at once: one keeps it', async () => {
    const { api, ann } = world();
    const bea = await person({ role: 'coordinator' });
    const body = { role: 'volunteer' };
    const [one, other] = await Promise.all([
      api.call('PATCH', `/admin/users/${bea.userId}`, { as: ann.userId, body }),
      api.call('PATCH', `/admin/users/${ann.userId}`, { as: bea.userId, body }),
    ]);
    const statuses = [one.status, other.status].sort();
    expect([
      [200, 403],
      [200, 409],
    ]).toContainEqual(statuses);
    expect(await api.db('users').where({ role: 'coordinator' })).toHaveLength(1);
  });

  it('marks a person as left: bookings are dropped, people told, sign-ins ended, the number is free', async () => {
    const { api, book, told } = world();
    const [goer, mate] = [await person({ name: 'Gil Goer' }), await person({ name: 'Mia Mate' })];
    const own = await book(goer, '2026-11-28T00:00', { buddy: mate });
    const asBuddy = await book(mate, '2026-11-28T02:00', { buddy: goer });
    await api.db('calendarFeeds').insert({ userId: goer.userId, tokenHash: 'x', createdAt: new Date() });
    const token = await api.tokenOf(goer.userId);
    expect(await leave(goer)).toMatchObject({ status: 200, body: { status: 'left', phone: goer.phone } });
    expect((await api.call('GET', '/me', { token })).status).toBe(401);
    expect((await api.db('calendarFeeds').first()).revokedAt).not.toBeNull();
    const rows = await api.db('bookings').orderBy('bookingId');
    expect(rows[0]).toMatchObject({ bookingId: own.booking.bookingId, droppedAt: expect.anything() });
    expect(rows[1]).toMatchObject({ bookingId: asBuddy.booking.bookingId, droppedAt: null, buddyUserId: null });
    expect(await told(goer)).toEqual([expect.stringContaining('you are no longer on the roster')]);
    expect(await told(mate)).toHaveLength(2);
    expect(await audited(`user:${goer.userId}`)).toMatchObject([
      { action: 'user.leave', before: { status: 'active' }, after: { status: 'left', dropped: [own.booking.ref] } },
    ]);
    expect(await leave(goer)).toMatchObject({ status: 409 });
    expect(await patch(goer, { name: 'Gil' })).toMatchObject({ status: 409 });
    const next = await world().ask('POST', '/admin/users', { name: 'Next One', phone: goer.phone });
    expect(next.status).toBe(201);
  });

  it('grants the configured role at the first proof only, and never against a coordinator', async () => {
    const { api } = world();
    const [listed, demoted] = [await person(), await person({ role: 'coordinator' })];
    await patch(demoted, { role: 'volunteer' });
    const watch = { ...api.services.settings, coordinatorPhones: [listed.phone ?? '', demoted.phone ?? ''] };
    const roleAfterProof = async ({ phone }: User) =>
      inTransaction(api.db, async (trx) => {
        const applicant = { phone: phone ?? '', askedFrom: 'here' };
        const issued = await issueCode(trx, watch, { ...applicant, purpose: 'api' });
        if (issued.outcome !== 'issued') throw new Error(issued.outcome);
        const signed = await signIn(trx, watch, { ...applicant, cause: `test:${issued.codeId}`, code: issued.code });
        return signed.outcome === 'signedIn' ? [signed.user.role, signed.user.verifiedAt !== null] : signed.outcome;
      });
    expect(await roleAfterProof(listed)).toEqual(['coordinator', true]);
    expect(await roleAfterProof(demoted)).toEqual(['volunteer', true]);
    await patch(listed, { role: 'volunteer' });
    expect(await roleAfterProof(listed)).toEqual(['volunteer', true]);
  });

  it('is closed to volunteers and strangers', async () => {
    const knocks = [
      { method: 'GET', path: '/admin/users' },
      { method: 'GET', path: '/admin/users/1' },
      { method: 'POST', path: '/admin/users', body: { name: 'A', phone: '+27821234567' } },
      { method: 'PATCH', path: '/admin/users/1', body: { role: 'coordinator' } },
      { method: 'POST', path: '/admin/users/1/leave' },
      { method: 'GET', path: '/admin/audit' },
    ];
    expect(await refusals(world(), knocks)).toEqual(knocks.map(() => REFUSED));
  });
});
