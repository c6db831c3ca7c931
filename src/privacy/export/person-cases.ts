import type { Transaction } from '#src/db/connect.ts';
import { inBatches } from '#src/db/queries/in-batches.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { listAdditions, listReportsFrom } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { ReadWords } from './read-words.ts';

/** The person's cases with all additions, newest first. One at a time, because each may have many long additions. */
export async function* readCases(trx: Transaction, words: ReadWords, { userId }: User) {
  const batches = inBatches<Report>((last, limit) => listReportsFrom(trx, userId, { beforeId: last?.reportId, limit }));
  for await (const reports of batches) {
    for (const report of reports) yield [await presentCase(trx, words, report)];
  }
}

async function presentCase(trx: Transaction, words: ReadWords, report: Report) {
  const additions = await listAdditions(trx, report.reportId);
  return {
    case_number: report.caseNumber,
    severity: Number(report.severity),
    words: words(report.message),
    latitude: report.latitude,
    longitude: report.longitude,
    reported_at: toIso(report.createdAt),
    acknowledged_at: toIsoOrNull(report.acknowledgedAt),
    additions: additions.map(({ kind, body, latitude, longitude, createdAt }) => ({
      kind: String(kind),
      words: body === null ? null : words(body),
      latitude,
      longitude,
      added_at: toIso(createdAt),
    })),
  };
}
