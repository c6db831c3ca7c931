import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { asDownload, toCsv } from '#src/http/framework/values/csv.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { countReportsOfShifts } from '#src/reports/count-reports.ts';
import { computeCoverage } from '#src/roster/shifts/compute-coverage.ts';
import { listRoster } from '#src/roster/shifts/list-roster.ts';
import { readRosterPeriod } from './period.ts';
import { CSV_COLUMNS, csvRows, presentCoverage, presentRosterShift } from './present.ts';
import { coverageAnswer, coverageQuery, rosterQuery, rosterShift } from './schema.ts';

const TAG = 'Coordinators: roster';
const COMING_WEEK = { first: 0, last: 6 };
const LAST_FOUR_WEEKS = { first: -27, last: 0 };

const roster = endpoint({
  operationId: 'showRoster',
  kind: 'read',
  method: 'get',
  path: '/admin/roster',
  tag: TAG,
  summary: 'Show every shift, with its bookings and gaps',
  access: 'coordinator',
  query: rosterQuery,
  answers: { 200: { description: 'By start. Default: the coming week.', schema: z.array(rosterShift) } },
  problems: [],
  handle: async ({ trx, settings, query }) => {
    const { from, to } = readRosterPeriod(settings, query, COMING_WEEK);
    return { status: 200, body: (await listRoster(trx, from, to)).map(presentRosterShift) };
  },
});

const sheet = endpoint({
  operationId: 'downloadRoster',
  kind: 'read',
  method: 'get',
  path: '/admin/roster.csv',
  tag: TAG,
  summary: 'Download the roster as CSV, one line for each slot',
  access: 'coordinator',
  query: rosterQuery,
  answers: { 200: { description: 'Safe to open in a spreadsheet: no cell is a formula.', mediaType: 'text/csv' } },
  problems: [],
  handle: async ({ trx, settings, query }) => {
    const { from, to } = readRosterPeriod(settings, query, COMING_WEEK);
    const rows = (await listRoster(trx, from, to)).flatMap((entry) => csvRows(entry, settings.region));
    const filename = `roster-${localDateOf(from, settings.zone)}.csv`;
    return { status: 200, body: toCsv(CSV_COLUMNS, rows), headers: asDownload(filename) };
  },
});

const coverage = endpoint({
  operationId: 'showCoverage',
  kind: 'read',
  method: 'get',
  path: '/admin/coverage',
  tag: TAG,
  summary: 'Show fill rate, no-shows and reports, by schedule and ISO week',
  access: 'coordinator',
  query: coverageQuery,
  answers: { 200: { description: 'Default: the last four weeks.', schema: coverageAnswer } },
  problems: [],
  handle: async ({ trx, settings, query }) => {
    const { from, to } = readRosterPeriod(settings, query, LAST_FOUR_WEEKS);
    const reports = await countReportsOfShifts(trx, from, to);
    const rows = computeCoverage(await listRoster(trx, from, to), reports, settings.clock.now());
    return { status: 200, body: rows.map(presentCoverage) };
  },
});

export const adminRosterEndpoints = [roster, sheet, coverage];
