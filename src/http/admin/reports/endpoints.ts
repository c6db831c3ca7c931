import type { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { asDownload, toCsv } from '#src/http/framework/values/csv.ts';
import { endOf, startOf } from '#src/http/framework/values/date-or-time.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { findReport } from '#src/reports/find-report.ts';
import { listReports, type ReportFilter } from '#src/reports/list-reports.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { CSV_COLUMNS, csvRow, presentCase } from './present.ts';
import { reportFilter, reportPage, reportPath, reportQuery, wholeReport } from './schema.ts';
import { noSuchReport, presentWholeCase } from './whole-case.ts';

const TAG = 'Coordinators: reports';
/** One answer must not take too much memory. */
const MOST_ROWS = 10_000;

const list = endpoint({
  operationId: 'listReports',
  kind: 'read',
  method: 'get',
  path: '/admin/reports',
  tag: TAG,
  summary: 'List reports',
  access: 'coordinator',
  query: reportQuery,
  answers: { 200: { description: 'One page, newest first.', schema: reportPage } },
  problems: [],
  handle: async ({ trx, settings, query: { cursor, limit, ...filter } }) => {
    const beforeId = readIdCursor(cursor);
    const reports = await listReports(trx, { ...filterOf(settings, filter), beforeId }, limit + 1);
    const details = await listReportDetails(trx, reports);
    return {
      status: 200,
      body: toPage(details, { limit, keyOf: ({ report }) => [report.reportId], present: presentCase }),
    };
  },
});

const sheet = endpoint({
  operationId: 'downloadReports',
  kind: 'read',
  method: 'get',
  path: '/admin/reports.csv',
  tag: TAG,
  summary: 'Download reports as CSV',
  access: 'coordinator',
  query: reportFilter,
  answers: { 200: { description: 'Safe to open in a spreadsheet: no cell is a formula.', mediaType: 'text/csv' } },
  problems: [],
  handle: async ({ trx, settings, query }) => {
    const reports = await listReports(trx, filterOf(settings, query), MOST_ROWS + 1);
    if (reports.length > MOST_ROWS) {
      return new Problem('validation_failed', `More than ${MOST_ROWS} reports. Ask for a shorter period.`);
    }
    const details = await listReportDetails(trx, reports);
    const rows = details.map((each) => csvRow(each, settings.zone));
    const today = localDateOf(settings.clock.now(), settings.zone);
    return { status: 200, body: toCsv(CSV_COLUMNS, rows), headers: asDownload(`reports-${today}.csv`) };
  },
});

const show = endpoint({
  operationId: 'showReport',
  kind: 'read',
  method: 'get',
  path: '/admin/reports/:id',
  tag: TAG,
  summary: 'Show a report, with all additions',
  access: 'coordinator',
  params: reportPath,
  answers: { 200: { description: 'The report.', schema: wholeReport } },
  problems: [],
  handle: async ({ trx, params }) => {
    const report = await findReport(trx, params.id);
    return report ? { status: 200, body: await presentWholeCase(trx, report) } : noSuchReport();
  },
});

export const adminReportEndpoints = [list, sheet, show];

function filterOf(settings: WatchSettings, given: z.output<typeof reportFilter>): ReportFilter {
  return {
    severity: given.severity,
    from: given.from === undefined ? undefined : startOf(given.from, settings.zone),
    to: given.to === undefined ? undefined : endOf(given.to, settings.zone),
    scheduleId: given.schedule,
    isAcknowledged: given.acknowledged === undefined ? undefined : given.acknowledged === 'true',
  };
}
