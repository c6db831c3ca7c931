import { z } from 'zod';
import { readBy } from '#src/http/admin/read-by.ts';
import { type Call, endpoint } from '#src/http/framework/endpoint.ts';
import { asDownload, streamCsv } from '#src/http/framework/values/csv.ts';
import type { Period } from '#src/http/framework/values/date-or-time.ts';
import { streamJsonArray } from '#src/http/framework/values/json-stream.ts';
import { answerArray, LESS_TIME, readCursor, readInstantOfCursor } from '#src/http/framework/values/paging.ts';
import { LARGEST_ID } from '#src/http/framework/values/url-integers.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { countReportsOfShifts } from '#src/reports/count-reports.ts';
import { computeCoverage } from '#src/roster/shifts/compute-coverage.ts';
import type { RosterEntry } from '#src/roster/shifts/list-roster.ts';
import { listRosterPage, type RosterPosition } from '#src/roster/shifts/list-roster-page.ts';
import { readRosterPeriod } from './period.ts';
import { CSV_COLUMNS, presentCoverage, presentRosterShift } from './present.ts';
import { readSheet } from './read-sheet.ts';
import { coverageAnswer, coverageQuery, MOST_SLOTS, rosterQuery, rosterShift, sheetQuery } from './schema.ts';

const TAG = 'Coordinators: roster';
const COMING_WEEK = { first: 0, last: 6 };
const LAST_FOUR_WEEKS = { first: -27, last: 0 };

const roster = endpoint({
  operationId: 'showRoster',
  kind: 'auditedRead',
  isLarge: true,
  method: 'get',
  path: '/admin/roster',
  tag: TAG,
  summary: 'Show every shift, with its bookings and gaps',
  access: 'coordinator',
  query: rosterQuery,
  answers: {
    200: {
      description: 'By start. Default: the coming week.',
      mediaType: 'application/json',
      schema: z.array(rosterShift),
    },
  },
  problems: [],
  handle: async (call) => {
    const { trx, services, settings } = call;
    const { cursor, limit, ...given } = call.query;
    const period = readRosterPeriod(settings, given, COMING_WEEK);
    const { entries, hasMore } = await listRosterPage(trx, {
      ...period,
      after: readPosition(cursor),
      mostShifts: limit ?? Number.POSITIVE_INFINITY,
      mostSlots: MOST_SLOTS,
    });
    const answer = answerArray(
      { rows: entries, hasMore },
      {
        limit,
        tooMany: `more than ${MOST_SLOTS} slots: ${LESS_TIME}`,
        keyOf: ({ shift }) => [shift.startsAt.getTime(), shift.scheduleId],
        present: (entry) => entry,
      },
    );
    return {
      ...answer,
      body: streamJsonArray(presentInParts(entries, services)),
      ...readBy(call, 'roster.read', subjectOf(settings, period)),
    };
  },
});

const sheet = endpoint({
  operationId: 'downloadRoster',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/roster.csv',
  tag: TAG,
  summary: 'Download the roster as CSV, one line for each slot',
  access: 'coordinator',
  query: sheetQuery,
  answers: { 200: { description: 'Safe to open in a spreadsheet: no cell is a formula.', mediaType: 'text/csv' } },
  problems: [],
  handle: async (call) => {
    const { services, settings, query } = call;
    const period = readRosterPeriod(settings, query, COMING_WEEK);
    const filename = `roster-${localDateOf(period.from, settings.zone)}.csv`;
    const batches = readSheet(services.readLarge, period, settings.region);
    return {
      status: 200,
      body: streamCsv(CSV_COLUMNS, batches),
      headers: asDownload(filename),
      ...readBy(call, 'roster.download', subjectOf(settings, period)),
      isCombined: false,
    };
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
  answers: {
    200: { description: 'Default: the last four weeks.', mediaType: 'application/json', schema: coverageAnswer },
  },
  problems: [],
  handle: async ({ services, settings, query }) => {
    const period = readRosterPeriod(settings, query, LAST_FOUR_WEEKS);
    const now = settings.clock.now();
    async function* batches() {
      const rows = await computeCoverage({
        ...period,
        now,
        countReports: countReportsOfShifts,
        read: services.readLarge,
      });
      for (let from = 0; from < rows.length; from += ROWS_A_BATCH) {
        yield coverageAnswer.parse(rows.slice(from, from + ROWS_A_BATCH).map(presentCoverage));
      }
    }
    return { status: 200, body: streamJsonArray(batches()) };
  },
});

export const adminRosterEndpoints = [roster, sheet, coverage];

/** A month's roster takes tens of milliseconds to present, and answers to texts would wait for all of it. */
async function* presentInParts(entries: readonly RosterEntry[], { inTurn }: Call['services']) {
  for (let from = 0; from < entries.length; from += SHIFTS_A_PART) {
    const part = entries.slice(from, from + SHIFTS_A_PART);
    yield await inTurn(async () => z.array(rosterShift).parse(part.map(presentRosterShift)));
  }
}

const SHIFTS_A_PART = 40;
const ROWS_A_BATCH = 500;

/** The first day of the period. */
function subjectOf({ zone }: WatchSettings, { from }: Period): string {
  return `roster:${localDateOf(from, zone)}`;
}

function readPosition(cursor: string | undefined): RosterPosition | undefined {
  const [at, scheduleId] = readCursor(cursor) ?? [];
  if (at === undefined || scheduleId === undefined) return undefined;
  return { startsAt: readInstantOfCursor(at), scheduleId: Math.min(scheduleId, LARGEST_ID) };
}
