import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { connect } from '#src/db/connect.ts';
import { HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const STRANGER = '+27839990001';
const CODE = '482913';

onBothDatabases((database, _kind, url) => {
  const db = () => database();
  let userId = 0;
  beforeEach(async () => {
    await emptyWatch(db());
    await db()('sendingHolds').delete();
    await buildSchedule(db());
    await buildVolunteer(db(), { role: 'coordinator' });
    userId = (await buildVolunteer(db(), { phone: THANDI, name: 'Thandi Nkosi' })).userId;
    await buildVolunteer(db(), { phone: SIPHO, name: 'Sipho Mokoena' });
  });

  const open = (env: Record<string, string> = {}) => TestWatch.open(url(), { env, ids: { oneTimeCode: () => CODE } });
  const dueTimes = async (kind: string) => {
    const rows = await db()('timers').where({ kind, status: 'waiting' }).orderBy('timerId');
    return rows.map(({ dueAt }) => new Date(dueAt));
  };
  const forget = (watch: TestWatch) =>
    watch.services.transact((trx) =>
      forgetPerson(trx, watch.services.settings, { cause: 'test:forget', channel: 'api', actor: OPERATOR, userId }),
    );

  describe('what an earlier version, a crash or a restore left without timers', () => {
    it('are reminders: they are sent as agreed, and none a second time', async () => {
      await using watch = await open();
      watch.now = at('2026-11-26T12:00');
      await watch.text(THANDI, `book sat 02:00 with sipho ${SIPHO}`);
      watch.now = at('2026-11-27T12:00');
      await watch.services.timers.runDue();
      const sent = await db()('outbox').where({ messageType: 'reminder_24h' });
      expect(sent).toHaveLength(2);
      await db()('timers').delete();
      await watch.services.timers.plan();
      expect(await dueTimes('reminder_2h')).toEqual(Array(2).fill(at('2026-11-28T00:00')));
      watch.now = at('2026-11-28T00:00');
      await watch.services.timers.runDue();
      expect(await db()('outbox').where({ messageType: 'reminder_24h' })).toEqual(sent);
      expect(await db()('outbox').where({ messageType: 'reminder_2h' })).toHaveLength(2);
      expect(watch.errors).toEqual([]);
    });

    it('are codes: their digits are erased when they expire', async () => {
      await using watch = await open();
      await watch.text(STRANGER, 'hello');
      await watch.text(STRANGER, 'Nomsa Dube');
      await db()('timers').delete();
      await watch.services.timers.plan();
      watch.later(9 * MINUTE);
      await watch.services.timers.runDue();
      expect(await db()('oneTimeCodes').first()).toMatchObject({ endReason: null });
      watch.later(MINUTE);
      await watch.services.timers.runDue();
      expect(await db()('oneTimeCodes').first()).toMatchObject({ endReason: 'expired' });
      expect((await db()('outbox').pluck('payload')).join()).not.toContain(CODE);
    });

    it('are erasures that have begun: they are finished', async () => {
      await using watch = await open();
      await watch.text(THANDI, 'report 1 a red car');
      await forget(watch);
      await db()('timers').delete();
      watch.later(HOUR);
      await watch.drain();
      await watch.services.timers.plan();
      await watch.services.timers.runDue();
      expect(await db()('erasures')).toEqual([]);
    });
  });

  it('the ends of codes and erasures go on during the hold after a restore, reminders do not', async () => {
    await using watch = await open();
    await watch.text(THANDI, 'book sat 02:00 with none');
    await watch.text(STRANGER, 'hello');
    await watch.text(STRANGER, 'Nomsa Dube');
    await watch.drain();
    await watch.services.transact(async (trx) => {
      await trx('timers').update({ status: 'held' });
      await trx('sendingHolds').insert({ id: 1, since: watch.now, backupMadeAt: watch.now });
    });
    await watch.services.timers.plan();
    watch.now = at('2026-11-28T01:00');
    await watch.services.timers.runDue();
    const rows = await db()('timers').orderBy('kind').select('kind', 'status');
    expect(rows.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['code_end done', 'reminder_2h held']);
  });

  it('changed settings move the due times of waiting timers, and only those', async () => {
    await using before = await open();
    await before.text(THANDI, `book sat 02:00 with sipho ${SIPHO}`);
    expect(await dueTimes('reminder_2h')).toEqual(Array(2).fill(at('2026-11-28T00:00')));
    await using changed = await open({ REMINDER_SECOND_HOURS: '3' });
    await changed.services.timers.plan();
    expect(await dueTimes('reminder_2h')).toEqual(Array(2).fill(at('2026-11-27T23:00')));
    const claimed = { leaseUntil: later(before.now, MINUTE) };
    await db()('timers').where({ userId }).update(claimed);
    await before.services.timers.plan();
    expect((await dueTimes('reminder_2h')).map(String).sort()).toEqual(
      [at('2026-11-27T23:00'), at('2026-11-28T00:00')].map(String).sort(),
    );
  });

  it('nothing is written if all timers are as they should be', async () => {
    await using watch = await open();
    await watch.text(THANDI, `book sat 02:00 with sipho ${SIPHO}`);
    await watch.text(STRANGER, 'hello');
    await watch.text(STRANGER, 'Nomsa Dube');
    const watched = connect(url());
    const statements: string[] = [];
    watched.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    await using next = await TestWatch.open(url(), { db: watched });
    await next.services.timers.plan();
    expect(statements.filter((sql) => !sql.startsWith('select'))).toEqual([]);
    expect(statements.length).toBeGreaterThan(3);
  });
});
