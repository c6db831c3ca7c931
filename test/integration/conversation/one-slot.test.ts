import { beforeEach, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { countDeadlocks } from '#test/support/count-deadlocks.ts';
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

  it.skipIf(kind === 'SQLite')(
    'coordinators who book alone at once, and hear of each other, never wait in a circle',
    async () => {
      await buildSchedule(db(), { capacity: 8 });
      const coordinators = Array.from({ length: 8 }, () => buildVolunteer(db(), { role: 'coordinator' }));
      const phones = (await Promise.all(coordinators)).map((coordinator) => coordinator.phone ?? '');
      const watches = [await TestWatch.open(url()), await TestWatch.open(url())] as const;
      const textAll = (body: string) =>
        Promise.all(phones.map((phone, index) => watches[index % 2 ? 1 : 0].text(phone, body)));
      await textAll('book sat 00:00');
      await textAll('none');
      expect(await db()('bookings')).toHaveLength(8);
      for (const watch of watches) await watch[Symbol.asyncDispose]();
      expect(await countDeadlocks(db())).toBe(0);
    },
  );

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
      expect(bodies.filter((body) => /^You already have a shift at that time: /.test(body))).toHaveLength(1);
    }
    expect([...one.errors, ...other.errors]).toEqual([]);
  });
});
