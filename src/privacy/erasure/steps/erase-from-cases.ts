import { listValues } from '#src/db/queries/list-values.ts';
import type { Condition } from '#src/privacy/erasure/words/conditions.ts';
import { withoutIntroduction } from '#src/privacy/erasure/words/mentioned-person.ts';
import { rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import { ownCases } from '#src/privacy/erasure/work.ts';
import { hideReporters } from '#src/reports/erase-reporter.ts';
import { withoutPlaces } from '#src/reports/without-places.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';

const MESSAGE = { table: 'reports', key: 'reportId', columns: ['message'], json: [] };
const NOTE = { ...MESSAGE, columns: ['acknowledgedNote'] };
const ADDITION = { table: 'report_additions', key: 'additionId', columns: ['body'], json: [] };

/** Erases the person from the cases that they reported, and from their notes on the cases of others. The words stay. */
export const eraseFromReports = tableStep({
  table: 'reports',
  conditions: (db, work) => {
    const { userId } = work.erasure;
    const own: Condition = (rows) => void rows.whereIn('reportId', ownCases(db, work).select('own.reportId'));
    const noted: Condition = (rows) => void rows.where({ acknowledgedBy: userId }).whereNotNull('acknowledgedNote');
    return userId === undefined ? [own] : [own, noted];
  },
  erase: async (trx, work, rows) => {
    const { erasure, tools, who } = work;
    const ids = rows.map(({ reportId }) => Number(reportId));
    const own = new Set(await listValues<number>(ownCases(trx, work).whereIn('own.reportId', ids), 'own.reportId'));
    await trx('reports')
      .whereIn('reportId', [...own])
      .update({ latitude: null, longitude: null });
    await hideReporters(trx, tools.secret, { identities: erasure.facts.identities, reportIds: [...own] });
    for (const row of rows) {
      const at = timeOf(row.createdAt);
      if (own.has(Number(row.reportId))) await rewrite(trx, MESSAGE, row, (text) => withoutIntroduction(who, text, at));
      if (erasure.userId === undefined || row.acknowledgedBy !== erasure.userId) continue;
      const notedAt = timeOf(row.acknowledgedAt);
      await rewrite(trx, NOTE, row, (text) => withoutIntroduction(who, text, notedAt));
    }
  },
});

/** The same for what was added to the cases that they reported. */
export const eraseFromAdditions = tableStep({
  table: 'report_additions',
  conditions: (db, work) => [(rows) => void rows.whereIn('reportId', ownCases(db, work).select('own.reportId'))],
  erase: async (trx, { who }, rows) => {
    const ids = rows.map(({ additionId }) => Number(additionId));
    await trx('report_additions').whereIn('additionId', ids).update(withoutPlaces(trx));
    for (const row of rows) {
      await rewrite(trx, ADDITION, row, (text) => withoutIntroduction(who, text, timeOf(row.createdAt)));
    }
  },
});
