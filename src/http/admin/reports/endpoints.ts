import type { z } from 'zod';
import { acknowledgeCase } from '#src/actions/cases/acknowledge-case.ts';
import { redactCase } from '#src/actions/cases/redact-case.ts';
import type { Transaction } from '#src/db/connect.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { asDownload, toCsv } from '#src/http/framework/values/csv.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listMedia } from '#src/messaging/media/find-media.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { addDays, isLocalDate, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import { findReport, listAdditions } from '#src/reports/find-report.ts';
import { listReports, type ReportFilter } from '#src/reports/list-reports.ts';
import type { Report, ReportAddition, Severity } from '#src/reports/report.ts';
import { listReportDetails } from '#src/reports/report-details.ts';
import { CSV_COLUMNS, csvRow, presentAddition, presentCase } from './present.ts';
import {
  acknowledgeBody,
  redactAnswer,
  redactBody,
  reportFilter,
  reportPage,
  reportPath,
  reportQuery,
  wholeReport,
} from './schema.ts';

const TAG = 'Coordinators: reports';
/** More than a sheet is good for, and than one answer should hold. */
const MOST_ROWS = 10_000;

const list = endpoint({
  operationId: 'listReports',
  method: 'get',
  path: '/admin/reports',
  tag: TAG,
  summary: 'Reports, newest first',
  access: 'coordinator',
  query: reportQuery,
  answers: { 200: { description: 'One page.', schema: reportPage } },
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
  method: 'get',
  path: '/admin/reports.csv',
  tag: TAG,
  summary: 'Reports as a sheet',
  access: 'coordinator',
  query: reportFilter,
  answers: { 200: { description: 'Safe to open in a spreadsheet.', mediaType: 'text/csv' } },
  problems: [],
  handle: async ({ trx, settings, query }) => {
    const reports = await listReports(trx, filterOf(settings, query), MOST_ROWS + 1);
    if (reports.length > MOST_ROWS) {
      return new Problem('validation_failed', `More than ${MOST_ROWS} reports: ask for a shorter time.`);
    }
    const details = await listReportDetails(trx, reports);
    const rows = details.map((each) => csvRow(each, settings.zone));
    const today = localDateOf(settings.clock.now(), settings.zone);
    return { status: 200, body: toCsv(CSV_COLUMNS, rows), headers: asDownload(`reports-${today}.csv`) };
  },
});

const show = endpoint({
  operationId: 'showReport',
  method: 'get',
  path: '/admin/reports/:id',
  tag: TAG,
  summary: 'One report, with all that was added to it',
  access: 'coordinator',
  params: reportPath,
  answers: { 200: { description: 'The report.', schema: wholeReport } },
  problems: [],
  handle: async ({ trx, params }) => {
    const report = await findReport(trx, params.id);
    return report ? { status: 200, body: await whole(trx, report) } : noSuchReport();
  },
});

const acknowledge = endpoint({
  operationId: 'acknowledgeReport',
  method: 'post',
  path: '/admin/reports/:id/acknowledge',
  tag: TAG,
  summary: 'Take a case: reporter and coordinators are told who',
  access: 'coordinator',
  params: reportPath,
  body: acknowledgeBody,
  answers: { 200: { description: 'It is yours, now or already.', schema: wholeReport } },
  problems: ['conflict'],
  handle: async ({ trx, settings, cause, user: coordinator, params, body }) => {
    const found = await findReport(trx, params.id);
    if (!found) return noSuchReport();
    const { caseNumber } = found;
    const taken = await acknowledgeCase(trx, settings, {
      cause,
      channel: 'api',
      caseNumber,
      coordinator,
      note: body.note,
    });
    switch (taken.outcome) {
      case 'noSuchCase':
        return noSuchReport();
      case 'alreadyTaken':
        return new Problem('conflict', `${taken.by.name} has taken this case.`);
      default:
        return { status: 200, body: await whole(trx, taken.report) };
    }
  },
});

const redact = endpoint({
  operationId: 'redactReport',
  method: 'post',
  path: '/admin/reports/:id/redact',
  tag: TAG,
  summary: 'Take a person out of the words of one case',
  access: 'coordinator',
  params: reportPath,
  body: redactBody,
  answers: {
    200: {
      description:
        'In the message, the additions and the note "Somebody" stands where the person was named. It can not be undone. The audit keeps who did it, not what stood there.',
      schema: redactAnswer,
    },
  },
  problems: [],
  handle: async (call) => {
    const { trx, settings, params, body } = call;
    const who = 'user_id' in body ? { userId: body.user_id } : { words: body.words };
    const { actor, channel } = originOf(call);
    const done = await redactCase(trx, settings, { actor, channel, reportId: params.id, who });
    switch (done.outcome) {
      case 'noSuchCase':
        return noSuchReport();
      case 'noSuchUser':
        return new Problem('not_found', 'There is no such person, or they were forgotten: then give the words.');
      default:
        return { status: 200, body: { redacted: done.places, report: await whole(trx, done.report) } };
    }
  },
});

export const adminReportEndpoints = [list, sheet, show, acknowledge, redact];

async function whole(trx: Transaction, report: Report) {
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

function filterOf(settings: WatchSettings, given: z.output<typeof reportFilter>): ReportFilter {
  return {
    severity: given.severity === undefined ? undefined : (Number(given.severity) as Severity),
    from: startOf(settings, given.from),
    to: endOf(settings, given.to),
    scheduleId: given.schedule,
    isAcknowledged: given.acknowledged === undefined ? undefined : given.acknowledged === 'true',
  };
}

function startOf({ zone }: WatchSettings, from: string | undefined): Date | undefined {
  if (from === undefined) return undefined;
  return isLocalDate(from) ? startOfDay(from, zone) : new Date(from);
}

function endOf({ zone }: WatchSettings, to: string | undefined): Date | undefined {
  if (to === undefined) return undefined;
  return isLocalDate(to) ? startOfDay(addDays(to, 1), zone) : new Date(to);
}

function noSuchReport(): Problem {
  return new Problem('not_found', 'There is no such report.');
}
