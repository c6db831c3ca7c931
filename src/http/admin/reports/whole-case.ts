import type { Transaction } from '#src/db/connect.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { toPage } from '#src/http/framework/values/paging.ts';
import { listMedia } from '#src/messaging/media/find-media.ts';
import { listNextAdditions } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { presentAddition, presentCase } from './present.ts';
import { MOST_ADDITIONS_SHOWN } from './schema.ts';

interface AdditionsPage {
  /** The last addition of the previous page. */
  afterId?: number | undefined;
  limit?: number;
}

/** A case with its additions and their files. */
export async function presentWholeCase(
  trx: Transaction,
  report: Report,
  { afterId, limit = MOST_ADDITIONS_SHOWN }: AdditionsPage = {},
) {
  const [details] = await listReportDetails(trx, [report]);
  const additions = await listNextAdditions(trx, report.reportId, { afterId, limit: limit + 1 });
  const files = await listMedia(
    trx,
    additions.map(({ mediaId }) => mediaId).filter((id) => id !== null),
  );
  const fileById = new Map(files.map((file) => [file.mediaId, file]));
  const { items, next_cursor } = toPage(additions, {
    limit,
    keyOf: ({ additionId }) => [additionId],
    present: (addition) => presentAddition(addition, fileById.get(addition.mediaId ?? 0)),
  });
  return { ...(details && presentCase(details)), additions: items, next_cursor };
}

export function noSuchReport(): Problem {
  return new Problem('not_found', 'There is no such report.');
}
