import { beforeEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { acknowledgeReport } from '#src/reports/acknowledge-report.ts';
import { fileReport } from '#src/reports/file-report.ts';
import { findReportByCase } from '#src/reports/find-report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildVolunteer, clockAt, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const clock = clockAt('2026-11-28T00:43');

onBothDatabases((db) => {
  beforeEach(async () => {
    for (const table of ['auditEvents', 'reports']) await db()(table).delete();
    await emptyRoster(db());
  });

  const fileIncident = () =>
    inTransaction(db(), (trx) =>
      fileReport(trx, {
        userId: undefined,
        reporterIdentity: '+27830000000',
        severity: 2,
        message: 'two men at the gate',
        at: at('2026-11-28T00:41'),
      }),
    );
  const take = (caseNumber: number, coordinator: User, note = '') =>
    inTransaction(db(), (trx) => acknowledgeReport(trx, clock, { caseNumber, coordinator, note, channel: 'text' }));
  const buildCoordinators = (count: number) =>
    Promise.all(Array.from({ length: count }, () => buildVolunteer(db(), { role: 'coordinator' })));

  it('ten coordinators take a case at once: one has it, nine learn who', async () => {
    const { caseNumber, reportId } = await fileIncident();
    const coordinators = await buildCoordinators(10);
    const outcomes = await Promise.all(coordinators.map((one) => take(caseNumber, one, `note of ${one.userId}`)));
    const winner = coordinators[outcomes.findIndex(({ outcome }) => outcome === 'taken')];
    const others = outcomes.filter(({ outcome }) => outcome === 'alreadyTaken');
    expect(others).toHaveLength(9);
    for (const other of others) expect(other).toMatchObject({ by: { userId: winner?.userId } });
    const report = await inTransaction(db(), (trx) => findReportByCase(trx, caseNumber));
    expect(report).toMatchObject({
      acknowledgedBy: winner?.userId,
      acknowledgedNote: `note of ${winner?.userId}`,
      acknowledgedAt: clock.now(),
    });
    expect(await db()('auditEvents').where({ subject: `report:${reportId}` })).toHaveLength(1);
  });

  it('the same coordinator takes it twice at once: it is theirs, once', async () => {
    const { caseNumber } = await fileIncident();
    const [ann] = (await buildCoordinators(1)) as [User];
    const outcomes = await Promise.all([take(caseNumber, ann), take(caseNumber, ann)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['alreadyYours', 'taken']);
    expect(await db()('auditEvents').select()).toHaveLength(1);
  });

  it('a number that no case has, however large, is none', async () => {
    const [ann] = (await buildCoordinators(1)) as [User];
    expect(await take(999_999, ann)).toEqual({ outcome: 'noSuchCase' });
    expect(await take(99_999_999_999, ann)).toEqual({ outcome: 'noSuchCase' });
  });
});
