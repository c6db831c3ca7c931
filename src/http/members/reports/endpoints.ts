import { z } from 'zod';
import { fileCaseWithPlace } from '#src/actions/cases/file-case-with-place.ts';
import { type Answer, type Call, endpoint } from '#src/http/framework/endpoint.ts';
import { readOpenPeriod } from '#src/http/framework/values/date-or-time.ts';
import { answerArray, firstRows, LESS_TIME, readIdCursor } from '#src/http/framework/values/paging.ts';
import { getOwnBooking } from '#src/http/members/bookings/own-booking.ts';
import { bookingParams } from '#src/http/members/bookings/schema.ts';
import { listReportsFrom } from '#src/reports/find-report.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { presentReport } from './present.ts';
import { MOST_REPORTS, type ReportBody, reportAnswer, reportBody, reportsQuery } from './schema.ts';

const TAG = 'Reports';
const filed = {
  201: { description: 'The report. Severity 2 alarms every coordinator at once.', schema: reportAnswer },
};

const reportOnShift = endpoint({
  operationId: 'reportOnShift',
  kind: 'write',
  method: 'post',
  path: '/bookings/:id/report',
  tag: TAG,
  summary: 'Report what I saw on one of my shifts, at any time',
  access: 'member',
  params: bookingParams,
  body: reportBody,
  isRepeatable: true,
  answers: filed,
  problems: [],
  handle: async (call) => {
    return file(call, await getOwnBooking(call.trx, call.user, call.params.id));
  },
});

const report = endpoint({
  operationId: 'report',
  kind: 'write',
  method: 'post',
  path: '/reports',
  tag: TAG,
  summary: 'Report what I saw. It belongs to my shift that is running or ended within 12 hours',
  access: 'member',
  body: reportBody,
  isRepeatable: true,
  answers: filed,
  problems: [],
  handle: (call) => file(call),
});

const list = endpoint({
  operationId: 'listMyReports',
  kind: 'read',
  isOneSelect: true,
  method: 'get',
  path: '/reports',
  tag: TAG,
  summary: 'List my reports, also those by text',
  access: 'member',
  query: reportsQuery,
  answers: { 200: { description: 'Newest first.', schema: z.array(reportAnswer) } },
  problems: [],
  handle: async ({ trx, settings, user, query }) => {
    const { cursor, limit } = query;
    const most = limit ?? MOST_REPORTS;
    const found = await listReportsFrom(trx, user.userId, {
      ...readOpenPeriod(query, settings.zone),
      beforeId: readIdCursor(cursor),
      limit: most + 1,
    });
    return answerArray(firstRows(found, most), {
      limit,
      tooMany: `more than ${most} reports: ${LESS_TIME}`,
      keyOf: ({ reportId }) => [reportId],
      present: presentReport,
    });
  },
});

export const reportEndpoints = [reportOnShift, report, list];

async function file(
  { trx, settings, cause, user, body }: Call<unknown, unknown, ReportBody, User>,
  booked?: BookingDetails,
): Promise<Answer> {
  const { severity, message, latitude, longitude } = body;
  const place = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const report = await fileCaseWithPlace(trx, settings, {
    cause,
    userId: user.userId,
    reporterIdentity: user.phone ?? `user:${user.userId}`,
    severity,
    message,
    at: settings.clock.now(),
    place,
    ...(booked && { bookingId: booked.booking.bookingId, booked }),
  });
  return { status: 201, body: presentReport(report) };
}
