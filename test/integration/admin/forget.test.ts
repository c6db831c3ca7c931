import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { personAnswer } from '#src/http/admin/users/export-schema.ts';
import { asCoordinator, REFUSED, refusals } from '#test/support/admin.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';
import { textIn } from '#test/support/text-in.ts';

const PHONE = '+27821239876';

asCoordinator((world) => {
  const forget = (userId: number) => world().ask('POST', `/admin/users/${userId}/forget`);
  const exported = async (userId: number) => {
    const answer = await world().ask('GET', `/admin/users/${userId}/export`);
    expect(answer.status).toBe(200);
    return answer.body as z.output<typeof personAnswer>;
  };

  it('erases a person once: the row stays without a name, and the coordinators and the person are told', async () => {
    const { api, ann, told } = world();
    const carl = await buildVolunteer(api.db, { name: 'Carl Smit', role: 'coordinator' });
    const thandiwe = await buildVolunteer(api.db, { name: 'Thandiwe Mkhabela', phone: PHONE });
    const token = await api.tokenOf(thandiwe.userId);
    const nobody = { name: 'Somebody', phone: null, status: 'left', role: 'volunteer', ref: null };
    const first = await forget(thandiwe.userId);
    expect(first).toMatchObject({ status: 200, body: { ...nobody, forgotten_at: expect.any(String) } });
    expect(await told(carl)).toEqual([
      'Ann had Thandiwe Mkhabela 082 123 9876 erased. Their texts go within the hour. Shifts and cases stay, without the name.',
    ]);
    expect(await told(thandiwe)).toEqual([expect.stringContaining('erased your name and number')]);
    expect(await told(ann)).toEqual([]);
    expect((await api.call('GET', '/me', { token })).status).toBe(401);
    api.clock.moveTo(at('2026-11-27T19:00'));
    expect((await forget(thandiwe.userId)).body).toEqual(first.body);
    expect(await told(carl)).toHaveLength(1);
    const audit = await api.db('audit_events').select('action', 'subject', 'actorUserId');
    expect(audit).toEqual([{ action: 'user.forget', subject: `user:${thandiwe.userId}`, actorUserId: ann.userId }]);
  });

  it('keeps the last coordinator, and finds no missing person', async () => {
    const { ann } = world();
    expect(await forget(ann.userId)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await forget(99_999)).status).toBe(404);
    expect((await world().ask('GET', '/admin/users/99999/export')).status).toBe(404);
  });

  it('exports everything that we store about a person, without codes and the numbers of others', async () => {
    const { api, ann } = world();
    const thandiwe = await buildVolunteer(api.db, { name: 'Thandiwe Mkhabela', phone: PHONE, ref: 'N3' });
    await api.call('POST', '/auth/register', { body: { phone: PHONE } });
    const [{ payload }] = await api.db('outbox').where({ messageType: 'otp' }).select('payload');
    const [digits = ''] = /\d{6}/.exec(payload) ?? [];
    await textIn(api.services, PHONE, 'book sat 00:00 with Joseph 083 200 1001');
    await textIn(api.services, PHONE, 'report 1 call Joseph on +27 83 200 1001 or me on 082 123 9876');
    await textIn(api.services, PHONE, `my code is ${digits}`);
    await textIn(api.services, PHONE, 'stop');
    await world().ask('PATCH', `/admin/users/${thandiwe.userId}`, { name: 'Thandiwe Dlamini' });

    const data = await exported(thandiwe.userId);
    const whole = JSON.stringify(data);
    expect(whole).not.toContain(digits);
    expect(whole.replace(/[\s-]/g, '')).not.toContain('832001001');
    expect(data.person).toMatchObject({ name: 'Thandiwe Dlamini', phone: PHONE, ref: 'N3', status: 'active' });
    expect(data.addresses).toEqual([expect.objectContaining({ address: PHONE, stopped_at: expect.any(String) })]);
    expect(data.texts.filter(({ direction }) => direction === 'in').map(({ words }) => words)).toEqual([
      'book sat 00:00 with Joseph [number]',
      'report 1 call Joseph on [number] or me on 082 123 9876',
      'my code is ******',
      'stop',
    ]);
    expect(data.texts.filter(({ direction }) => direction === 'out').length).toBeGreaterThan(2);
    expect(data.bookings).toEqual([
      expect.objectContaining({ part: 'booker', with: 'Joseph', shift_start: '2026-11-27T22:00:00.000Z' }),
    ]);
    expect(data.cases).toEqual([
      expect.objectContaining({ severity: 1, words: 'call Joseph on [number] or me on 082 123 9876' }),
    ]);
    expect(data.codes).toEqual([expect.objectContaining({ purpose: 'api' })]);
    expect(data.changes).toEqual([
      expect.objectContaining({ action: 'user.rename', by_themselves: false, before: { name: 'Thandiwe Mkhabela' } }),
      // it is written before the data is handed out
      expect.objectContaining({ action: 'user.export', by_themselves: false }),
    ]);
    const asked = await api.db('audit_events').where({ action: 'user.export' });
    expect(asked).toMatchObject([{ actorUserId: ann.userId, subject: `user:${thandiwe.userId}` }]);
  });

  it('exports nothing of another person who has or had the same number', async () => {
    const { api } = world();
    const before = await buildVolunteer(api.db, { name: 'Gil Goer', phone: PHONE });
    await textIn(api.services, PHONE, 'my secret');
    await world().ask('POST', `/admin/users/${before.userId}/leave`);
    api.clock.moveTo(at('2026-11-27T20:00'));
    const after = await buildVolunteer(api.db, { name: 'Next One', phone: PHONE });
    await textIn(api.services, PHONE, 'my shifts');
    expect(JSON.stringify(await exported(after.userId))).not.toContain('secret');
  });

  it('is for coordinators', async () => {
    const knocks = [
      { method: 'POST', path: '/admin/users/1/forget' },
      { method: 'GET', path: '/admin/users/1/export' },
    ];
    expect(await refusals(world(), knocks)).toEqual(knocks.map(() => REFUSED));
  });
});
