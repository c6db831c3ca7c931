import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { listBookingsOf, listEndedFor } from '#src/roster/bookings/booking-details.ts';
import { findFeedOwner } from '#src/volunteers/sign-in/calendar-feed.ts';
import { presentCalendar } from './present.ts';

/** How long past shifts stay in a calendar. */
const PAST_SHIFTS = 92 * DAY;
/** For how long a dropped shift is shown as cancelled. Calendar programs that were off for a while must see it. */
const CANCELLED_SHIFTS = 14 * DAY;

const read = endpoint({
  operationId: 'readCalendar',
  kind: 'read',
  method: 'get',
  path: '/calendar/:token.ics',
  tag: 'Me',
  summary: 'Read the shifts of one member, for calendar programs',
  access: 'public',
  params: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) }),
  answers: { 200: { description: 'iCalendar (RFC 5545).', mediaType: 'text/calendar' } },
  problems: [],
  handle: async ({ trx, settings, services, params }) => {
    const owner = await findFeedOwner(trx, params.token);
    if (!owner)
      return new Problem('not_found', 'There is no such calendar, or it was revoked.', {
        logged: { code: 'calendar_refused' },
      });
    const { userId } = owner;
    const now = settings.clock.now();
    const knownUsers = [owner];
    const bookings = await listBookingsOf(trx, userId, { endsAfter: before(now, PAST_SHIFTS), knownUsers });
    const ended = await listEndedFor(trx, userId, { since: before(now, CANCELLED_SHIFTS), knownUsers });
    const body = presentCalendar(settings, services.config.PUBLIC_URL, { owner, bookings, ended });
    return { status: 200, body, headers: { 'Referrer-Policy': 'no-referrer' } };
  },
});

export const calendarEndpoints = [read];
