import { beforeEach, describe, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const CROWD = 50;
const TAKEN = 'Sorry, Sat 28 Nov 00:00-02:00 is taken';

onBothDatabases((db, kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const buildCrowd = async () => {
    await buildSchedule(db());
    const people = Array.from({ length: CROWD }, () => buildVolunteer(db()));
    return (await Promise.all(people)).map(({ phone }) => phone ?? '');
  };

  const expectOneBooking = async (phones: string[], watches: TestWatch[]) => {
    for (const watch of watches) await watch.drain();
    for (const watch of watches) expect(watch.errors).toEqual([]);
    const sent = watches.flatMap(({ sender }) => sender.attempts);
    const last = phones.map((phone) => sent.filter(({ to }) => to === phone).at(-1)?.body ?? 'nothing');
    expect(last.filter((body) => body.startsWith('Booked: Sat 28 Nov 00:00-02:00'))).toHaveLength(1);
    expect(last.filter((body) => body.startsWith(TAKEN))).toHaveLength(CROWD - 1);
    expect(await db()('bookings')).toHaveLength(1);
    expect(await db()('inbox').where('attempts', '>', 1)).toEqual([]);
  };

  it('50 phones book the same slot in one text at once: one booking, 49 polite answers', async () => {
    const phones = await buildCrowd();
    await using watch = await TestWatch.open(url());
    await Promise.all(phones.map((phone) => watch.text(phone, 'book sat 00:00 with nomsa')));
    await expectOneBooking(phones, [watch]);
  });

  it('50 phones were asked for a buddy and answer at once: one booking, 49 polite answers', async () => {
    const phones = await buildCrowd();
    await using watch = await TestWatch.open(url());
    await Promise.all(phones.map((phone) => watch.text(phone, 'book sat 00:00')));
    await Promise.all(phones.map((phone) => watch.text(phone, 'nomsa')));
    await expectOneBooking(phones, [watch]);
  });

  it('50 phones book the same slot at two processes at once: one booking, 49 polite answers', async () => {
    const phones = await buildCrowd();
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url());
    await Promise.all(phones.map((phone, index) => (index % 2 ? one : other).text(phone, 'book sat 00:00 with nomsa')));
    await expectOneBooking(phones, [one, other]);
  });

  describe.skipIf(kind === 'SQLite')('with coordinators to tell', () => {
    it('50 phones book alone at two processes at once, and nobody waits for a deadlock', async () => {
      const phones = await buildCrowd();
      for (let count = 0; count < 3; count += 1) await buildVolunteer(db(), { role: 'coordinator' });
      await using one = await TestWatch.open(url());
      await using other = await TestWatch.open(url());
      await Promise.all(phones.map((phone) => one.text(phone, 'book sat 00:00')));
      await Promise.all(phones.map((phone, index) => (index % 2 ? one : other).text(phone, 'none')));
      const deadlocks = await db().raw('select deadlocks from pg_stat_database where datname = current_database()');
      expect(deadlocks.rows).toEqual([{ deadlocks: '0' }]);
      expect(await db()('bookings')).toHaveLength(1);
    });
  });

  it('two people name each other for overlapping shifts at once: exactly one wins', async () => {
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url());
    await buildSchedule(db(), { cronExpr: '0 0 * * 6', capacity: 5 });
    await buildSchedule(db(), { cronExpr: '0 1 * * 6', capacity: 5 });
    for (let round = 0; round < 5; round += 1) {
      const [thandi, sipho] = [await buildVolunteer(db()), await buildVolunteer(db())];
      await Promise.all([
        one.text(thandi.phone ?? '', `book sat 00:00 with sipho ${sipho.phone}`),
        other.text(sipho.phone ?? '', `book sat 01:00 with thandi ${thandi.phone}`),
      ]);
      expect(await db()('bookings')).toHaveLength(round + 1);
      const answers = db()('outbox').whereIn('identity', [thandi.phone, sipho.phone]).where({ rank: 1 });
      const bodies: string[] = await answers.pluck('payload');
      expect(bodies.filter((body) => body.startsWith('Booked: '))).toHaveLength(1);
      expect(bodies.filter((body) => /^You are down for /.test(body))).toHaveLength(1);
    }
    expect([...one.errors, ...other.errors]).toEqual([]);
  });
});
