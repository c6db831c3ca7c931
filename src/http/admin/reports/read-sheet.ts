import type { Call } from '#src/http/framework/endpoint.ts';
import { listReports, type ReportFilter } from '#src/reports/list-reports.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { csvRow } from './present.ts';

type Read = Call['services']['read'];

const BATCH = 200;

/** The lines of the file in batches, newest first. Each is read in a snapshot of its own, so that nobody waits for the whole file. */
export async function* readSheet(read: Read, filter: ReportFilter, zone: string) {
  for (let beforeId: number | undefined, hasMore = true; hasMore; ) {
    const details = await read(async (trx) =>
      listReportDetails(trx, await listReports(trx, { ...filter, beforeId }, BATCH)),
    );
    yield details.map((each) => csvRow(each, zone));
    beforeId = details.at(-1)?.report.reportId;
    hasMore = details.length === BATCH;
  }
}
