import type { z } from 'zod';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { asDownload, streamCsv } from '#src/http/framework/values/csv.ts';
import { readOpenPeriod } from '#src/http/framework/values/date-or-time.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { findReport } from '#src/reports/find-report.ts';
import { listReports, type ReportFilter } from '#src/reports/list-reports.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { CSV_COLUMNS, presentCase } from './present.ts';
import { readSheet } from './read-sheet.ts';
import { additionsQuery, reportFilter, reportPage, reportPath, reportQuery, wholeReport } from './schema.ts';
import { noSuchReport, presentWholeCase } from './whole-case.ts';

const TAG = 'Coordinators: reports';

const list = endpoint({
  operationId: 'listReports',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/reports',
  tag: TAG,
  summary: 'List reports',
  access: 'coordinator',
  query: reportQuery,
  answers: { 200: { description: 'One page, newest first.', schema: reportPage } },
  problems: [],
  handle: async (call) => {
    const { trx, settings } = call;
    const { cursor, limit, ...filter } = call.query;
    const beforeId = readIdCursor(cursor);
    const reports = await listReports(trx, { ...filterOf(settings, filter), beforeId }, limit + 1);
    const details = await listReportDetails(trx, reports);
    return {
      status: 200,
      body: toPage(details, { limit, keyOf: ({ report }) => [report.reportId], present: presentCase }),
      ...readBy(call, 'reports.read', 'reports:all'),
    };
  },
});

const sheet = endpoint({
  operationId: 'downloadReports',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/reports.csv',
  tag: TAG,
  summary: 'Download reports as CSV',
  access: 'coordinator',
  query: reportFilter,
  answers: { 200: { description: 'Safe to open in a spreadsheet: no cell is a formula.', mediaType: 'text/csv' } },
  problems: [],
  handle: async (call) => {
    const { services, settings, query } = call;
    const batches = readSheet(services.readLarge, filterOf(settings, query), settings.zone);
    const today = localDateOf(settings.clock.now(), settings.zone);
    return {
      status: 200,
      body: streamCsv(CSV_COLUMNS, batches),
      headers: asDownload(`reports-${today}.csv`),
      ...readBy(call, 'reports.download', 'reports:all'),
      isCombined: false,
    };
  },
});

const show = endpoint({
  operationId: 'showReport',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/reports/:id',
  tag: TAG,
  summary: 'Show a report, with its additions',
  access: 'coordinator',
  params: reportPath,
  query: additionsQuery,
  answers: { 200: { description: 'The report.', schema: wholeReport } },
  problems: [],
  handle: async (call) => {
    const { trx, params } = call;
    const { cursor, limit } = call.query;
    const report = await findReport(trx, params.id);
    if (!report) return noSuchReport();
    const body = await presentWholeCase(trx, report, { afterId: readIdCursor(cursor), limit });
    return { status: 200, body, ...readBy(call, 'report.read', `report:${params.id}`) };
  },
});

export const adminReportEndpoints = [list, sheet, show];

function filterOf(settings: WatchSettings, given: z.output<typeof reportFilter>): ReportFilter {
  return {
    severity: given.severity,
    ...readOpenPeriod(given, settings.zone),
    scheduleId: given.schedule,
    isAcknowledged: given.acknowledged === undefined ? undefined : given.acknowledged === 'true',
  };
}
