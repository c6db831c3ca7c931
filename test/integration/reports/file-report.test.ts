import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { changeSeverity } from '#src/reports/change-severity.ts';
import { fileReport } from '#src/reports/file-report.ts';
import type { Report } from '#src/reports/report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((db) => {
  beforeEach(async () => {
    for (const table of ['reportAdditions', 'reports']) await db()(table).delete();
    await emptyRoster(db());
  });

  const book = async (values: {
    userId: number;
    start: string;
    buddyUserId?: number;
    attended?: boolean;
    dropped?: boolean;
  }) => {
    const { scheduleId } = await buildSchedule(db());
    const shiftStart = at(values.start);
    const [row] = await db()('bookings')
      .insert({
        userId: values.userId,
        buddyUserId: values.buddyUserId ?? null,
        scheduleId,
        shiftStart,
        shiftEnd: new Date(shiftStart.getTime() + 2 * 60 * 60_000),
        slot: 1,
        attended: values.attended ?? false,
        createdAt: at('2026-11-20T12:00'),
        droppedAt: values.dropped ? at('2026-11-21T12:00') : null,
      })
      .returning('bookingId');
    return row.bookingId as number;
  };

  const file = (reporter: User | undefined, when: string): Promise<Report> =>
    inTransaction(db(), (trx) =>
      fileReport(trx, {
        userId: reporter?.userId,
        reporterIdentity: reporter?.phone ?? '+27830000000',
        severity: 1,
        message: 'a gate stands open',
        at: at(when),
      }),
    );

  describe('a report belongs to', () => {
    it('the shift that runs, from its first minute to its last', async () => {
      const thandi = await buildVolunteer(db());
      const bookingId = await book({ userId: thandi.userId, start: '2026-11-28T00:00' });
      for (const when of ['2026-11-28T00:00', '2026-11-28T01:00', '2026-11-28T01:59']) {
        expect((await file(thandi, when)).bookingId, when).toBe(bookingId);
      }
    });

    it('the shift that ended less than 12 hours ago, and to none after that', async () => {
      const thandi = await buildVolunteer(db());
      const bookingId = await book({ userId: thandi.userId, start: '2026-11-28T00:00' });
      expect((await file(thandi, '2026-11-28T13:59')).bookingId).toBe(bookingId);
      expect((await file(thandi, '2026-11-28T14:00')).bookingId).toBeNull();
    });

    it('no shift that has not begun, unless one of the two has texted IN already', async () => {
      const thandi = await buildVolunteer(db());
      const sipho = await buildVolunteer(db());
      await book({ userId: thandi.userId, start: '2026-11-28T00:00' });
      const there = await book({ userId: sipho.userId, start: '2026-11-28T00:00', attended: true });
      expect((await file(thandi, '2026-11-27T23:59')).bookingId).toBeNull();
      expect((await file(sipho, '2026-11-27T23:45')).bookingId).toBe(there);
    });

    it('the one that runs rather than the one that ended', async () => {
      const thandi = await buildVolunteer(db());
      await book({ userId: thandi.userId, start: '2026-11-28T00:00' });
      const second = await book({ userId: thandi.userId, start: '2026-11-28T02:00' });
      expect((await file(thandi, '2026-11-28T02:00')).bookingId).toBe(second);
    });

    it("the booking that the linked buddy is part of, and to nobody else's", async () => {
      const thandi = await buildVolunteer(db());
      const sipho = await buildVolunteer(db());
      const ann = await buildVolunteer(db());
      const bookingId = await book({ userId: thandi.userId, start: '2026-11-28T00:00', buddyUserId: sipho.userId });
      expect((await file(sipho, '2026-11-28T00:30')).bookingId).toBe(bookingId);
      expect((await file(ann, '2026-11-28T00:30')).bookingId).toBeNull();
    });

    it('no shift that was given up', async () => {
      const thandi = await buildVolunteer(db());
      await book({ userId: thandi.userId, start: '2026-11-28T00:00', dropped: true });
      expect((await file(thandi, '2026-11-28T00:30')).bookingId).toBeNull();
    });

    it('nobody, if a stranger sent it', async () => {
      const report = await file(undefined, '2026-11-28T00:30');
      expect(report).toMatchObject({ bookingId: null, userId: null, reporterIdentity: '+27830000000' });
    });
  });

  it('20 reports at once have 20 numbers in a row', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => buildVolunteer(db())));
    const reports = await Promise.all(people.map((person) => file(person, '2026-11-28T00:30')));
    const numbers = reports.map(({ caseNumber }) => caseNumber).sort((a, b) => a - b);
    const [first = 0] = numbers;
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => first + index));
  });

  it('a report that is not filed after all uses up no number', async () => {
    const thandi = await buildVolunteer(db());
    const before = await file(thandi, '2026-11-28T00:30');
    const fails = inTransaction(db(), async (trx) => {
      await fileReport(trx, { userId: thandi.userId, reporterIdentity: '', severity: 0, message: '', at: new Date() });
      throw new Error('on purpose');
    });
    await expect(fails).rejects.toThrow('on purpose');
    expect((await file(thandi, '2026-11-28T00:30')).caseNumber).toBe(before.caseNumber + 1);
  });

  it('a severity goes up and down, and says what it was', async () => {
    const { reportId } = await file(await buildVolunteer(db()), '2026-11-28T00:30');
    const change = (severity: 0 | 1 | 2) => inTransaction(db(), (trx) => changeSeverity(trx, { reportId, severity }));
    expect(await change(2)).toMatchObject({ outcome: 'raised', before: 1, report: { severity: 2 } });
    expect(await change(2)).toMatchObject({ outcome: 'unchanged' });
    expect(await change(0)).toMatchObject({ outcome: 'lowered', before: 2, report: { severity: 0 } });
  });
});
