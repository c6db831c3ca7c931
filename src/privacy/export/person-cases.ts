import type { Transaction } from '#src/db/connect.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { listReportsOf } from '#src/reports/find-report.ts';
import { ReportAddition } from '#src/reports/report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { ReadWords } from './read-words.ts';

/** The person's cases with all additions, newest first. */
export async function readCases(trx: Transaction, words: ReadWords, user: User) {
  const reports = await listReportsOf(trx, user.userId);
  const reportIds = reports.map(({ reportId }) => reportId);
  const additions = await ReportAddition.query(trx).whereIn('reportId', reportIds).orderBy('additionId');
  return reports.map((report) => ({
    case_number: report.caseNumber,
    severity: Number(report.severity),
    words: words(report.message),
    latitude: report.latitude,
    longitude: report.longitude,
    reported_at: toIso(report.createdAt),
    acknowledged_at: toIsoOrNull(report.acknowledgedAt),
    additions: additions
      .filter(({ reportId }) => reportId === report.reportId)
      .map(({ kind, body, latitude, longitude, createdAt }) => ({
        kind: String(kind),
        words: body === null ? null : words(body),
        latitude,
        longitude,
        added_at: toIso(createdAt),
      })),
  }));
}
