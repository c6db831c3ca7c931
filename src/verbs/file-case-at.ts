import type { Transaction } from '#src/db/connect.ts';
import type { Watch } from '#src/notices/watch.ts';
import { getReport, type NewReport } from '#src/reports/file-report.ts';
import type { Report } from '#src/reports/report.ts';
import { addToCase } from './add-to-case.ts';
import { fileCase } from './file-case.ts';

export interface Place {
  latitude: number;
  longitude: number;
}

/** Files a report together with where it was: of an incident the coordinators get the place too. */
export async function fileCaseAt(
  trx: Transaction,
  watch: Watch,
  { cause, place, ...report }: NewReport & { cause: string; place: Place | undefined },
): Promise<Report> {
  const { report: filed } = await fileCase(trx, watch, report);
  if (!place) return filed;
  await addToCase(trx, watch, { cause, report: filed, kind: 'place', at: report.at, ...place });
  return getReport(trx, filed.reportId);
}
