import type { Transaction } from '#src/db/connect.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { listMedia } from '#src/messaging/media/find-media.ts';
import { listAdditions } from '#src/reports/find-report.ts';
import type { Report, ReportAddition } from '#src/reports/report.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { presentAddition, presentCase } from './present.ts';

/** A case with all its additions and their files. */
export async function presentWholeCase(trx: Transaction, report: Report) {
  const [details] = await listReportDetails(trx, [report]);
  const additions = await listAdditions(trx, report.reportId);
  const files = await listMedia(
    trx,
    additions.map(({ mediaId }) => mediaId).filter((id) => id !== null),
  );
  const fileById = new Map(files.map((file) => [file.mediaId, file]));
  const present = (addition: ReportAddition) => presentAddition(addition, fileById.get(addition.mediaId ?? 0));
  return { ...(details && presentCase(details)), additions: additions.map(present) };
}

export function noSuchReport(): Problem {
  return new Problem('not_found', 'There is no such report.');
}
