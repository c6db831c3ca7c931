import { beforeEach, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

onBothApis((api) => {
  let coordinator: User;
  beforeEach(async () => {
    coordinator = await buildVolunteer(api().db, { role: 'coordinator' });
    await buildSchedule(api().db);
  });

  test('reads are answered while another transaction holds the writer lock', async () => {
    const paths = ENDPOINTS.filter(({ kind, path }) => kind !== 'write' && !/:|events|messages$|csv$/.test(path));
    expect(paths.length).toBeGreaterThan(14);
    const token = await api().tokenOf(coordinator.userId);
    // an audited read writes its entry the first time
    for (const { path } of paths) await api().call('GET', path, { token });
    const seen = await inTransaction(api().db, async (trx) => {
      await trx('users').where({ userId: coordinator.userId }).update({ name: 'Not committed' });
      const answers: Record<string, number> = {};
      for (const { path } of paths) answers[path] = (await api().call('GET', path, { token })).status;
      const me = await api().call('GET', '/me', { token });
      return { answers, me: me.body };
    });
    expect(seen.answers).toEqual(Object.fromEntries(paths.map(({ path }) => [path, 200])));
    expect(seen.me).toMatchObject({ name: coordinator.name });
    expect((await api().call('GET', '/me', { token })).body).toMatchObject({ name: 'Not committed' });
  });

  test('a read that says so makes one SELECT besides the sign-in, without a transaction', async () => {
    const ones = ENDPOINTS.filter(({ isOneSelect }) => isOneSelect);
    expect(ones.length).toBeGreaterThan(2);
    const token = await api().tokenOf(coordinator.userId);
    for (const { path } of ones) {
      // something changes, so that nothing is remembered
      await api().db('users').where({ userId: coordinator.userId }).update({ name: path });
      const statements: string[] = [];
      const note = ({ sql }: { sql: string }) => statements.push(sql);
      api().servicesReader.on('query', note);
      const { status } = await api().call('GET', path.replace(':id', `${coordinator.userId}`), { token });
      api().servicesReader.off('query', note);
      const besides = statements.filter((sql) => !sql.includes('pg_current_snapshot'));
      expect(status, path).toBe(200);
      expect(besides.length, besides.join('; ')).toBeLessThanOrEqual(2);
      expect(
        besides.every((sql) => sql.startsWith('select')),
        besides.join('; '),
      ).toBe(true);
    }
  });

  test('a read that says so cannot make several, which would see several instants', async () => {
    const names = () =>
      api().services.read(
        async (trx) => {
          for (let select = 0; select < 3; select += 1) await trx('users').select('name');
        },
        { isOneSelect: true },
      );
    await expect(names()).rejects.toThrow('several');
  });

  test('a read cannot write', async () => {
    const write = api().services.read((trx) => trx('users').update({ name: 'Written' }));
    await expect(write).rejects.toThrow();
    expect(await api().db('users').where({ name: 'Written' })).toEqual([]);
  });

  test('an export is written to the audit before it is answered', async () => {
    const asked = api().call('GET', `/admin/users/${coordinator.userId}/export`, { as: coordinator.userId });
    expect((await asked).status).toBe(200);
    const audited = await api().db('audit_events').where({ action: 'user.export' });
    expect(audited).toMatchObject([{ actorUserId: coordinator.userId, subject: `user:${coordinator.userId}` }]);
  });
});
