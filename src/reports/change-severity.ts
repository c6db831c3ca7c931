import type { Transaction } from '#src/db/connect.ts';
import { getReport } from './find-report.ts';
import type { Report, Severity } from './report.ts';

export type SeverityOutcome =
  | { outcome: 'raised' | 'lowered'; report: Report; before: Severity }
  | { outcome: 'unchanged'; report: Report };

/** The reporter corrects the severity. */
export async function changeSeverity(
  trx: Transaction,
  change: { reportId: number; severity: Severity },
): Promise<SeverityOutcome> {
  const { reportId, severity } = change;
  const report = await getReport(trx, reportId);
  if (report.severity === severity) return { outcome: 'unchanged', report };
  await trx('reports').where({ reportId }).update({ severity });
  return {
    outcome: severity > report.severity ? 'raised' : 'lowered',
    report: await getReport(trx, reportId),
    before: report.severity,
  };
}
