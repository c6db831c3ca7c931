import { beforeEach, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const textInTurn = async (watch: TestWatch, texts: string[]) => {
    const answers: string[] = [];
    for (const text of texts) {
      const phone = (await buildVolunteer(db())).phone ?? '';
      await watch.text(phone, text);
      await watch.drain();
      answers.push(watch.sender.bodiesTo(phone).at(-1) ?? 'nothing');
    }
    return answers;
  };

  it('a time with two open shifts lists both, with one books it, and with none says so', async () => {
    await buildSchedule(db(), { name: 'North' });
    await buildSchedule(db(), { name: 'South' });
    await using watch = await TestWatch.open(url());
    const [both] = await textInTurn(watch, ['book sat 00:00 with nomsa']);
    expect(both).toMatch(/1\. .*\n2\. /);
    expect(await db()('bookings')).toEqual([]);

    const [, south] = await db()('schedules').orderBy('scheduleId');
    await db()('schedules').where({ scheduleId: south.scheduleId }).update({ endDate: '2026-11-01' });
    const [one] = await textInTurn(watch, ['book sat 00:00 with nomsa']);
    expect(one).toMatch(/^Booked: Sat 28 Nov 00:00-02:00/);

    await db()('schedules').where({ scheduleId: south.scheduleId }).update({ endDate: null });
    const [other, late] = await textInTurn(watch, ['book sat 00:00 with nomsa', 'book sat 00:00 with nomsa']);
    expect(other).toMatch(/^Booked: Sat 28 Nov 00:00-02:00/);
    expect(late).toMatch(/^Sorry, Sat 28 Nov 00:00-02:00 is taken/);
    expect(await db()('bookings').distinct('scheduleId')).toHaveLength(2);
  });
});
