import { z } from 'zod';
import { bookAndConfirm } from '#src/actions/bookings/book-shift.ts';
import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readOpenPeriod } from '#src/http/framework/values/date-or-time.ts';
import {
  answerArray,
  firstRows,
  LESS_TIME,
  readCursor,
  readInstantOfCursor,
} from '#src/http/framework/values/paging.ts';
import { LARGEST_ID } from '#src/http/framework/values/url-integers.ts';
import { readBuddyChoice } from '#src/http/shared/buddy-choice.ts';
import { readDropReason } from '#src/http/shared/drop-reason.ts';
import { type BookingPosition, listNextBookingsOf } from '#src/roster/bookings/list-next-bookings.ts';
import { getOwnBooking, noSuchBooking } from './own-booking.ts';
import { presentBooking, presentBookings, presentNewBooking } from './present.ts';
import { BOOKING_PROBLEMS, bookingRefusal } from './problems.ts';
import { bookingAnswer, bookingBody, bookingParams, bookingsQuery, MOST_BOOKINGS_LISTED, ownDrop } from './schema.ts';

const TAG = 'Bookings';

const book = endpoint({
  operationId: 'book',
  kind: 'write',
  method: 'post',
  path: '/bookings',
  tag: TAG,
  summary: 'Book a slot of a shift. A text confirms it',
  access: 'member',
  body: bookingBody,
  isRepeatable: true,
  answers: { 201: { description: 'The booking.', schema: bookingAnswer } },
  problems: BOOKING_PROBLEMS,
  handle: async ({ trx, settings, cause, user, body }) => {
    const { userId } = user;
    const shift = { scheduleId: body.schedule_id, startsAt: body.start_time };
    const request = { userId, ...shift, buddy: readBuddyChoice(settings, body), knownUsers: [user] };
    const booked = await bookAndConfirm(trx, settings, { cause, ...request });
    if (booked.outcome !== 'booked') return bookingRefusal(settings, booked, body);
    return { status: 201, body: presentNewBooking(userId, booked.details) };
  },
});

const list = endpoint({
  operationId: 'listMyBookings',
  kind: 'read',
  isTimeless: true,
  method: 'get',
  path: '/bookings',
  tag: TAG,
  summary: 'List my bookings, past and future, as booker or buddy',
  access: 'member',
  query: bookingsQuery,
  answers: { 200: { description: 'By start, without dropped bookings.', schema: z.array(bookingAnswer) } },
  problems: [],
  handle: async ({ trx, settings, user, query }) => {
    const { userId } = user;
    const { cursor, limit } = query;
    const most = limit ?? MOST_BOOKINGS_LISTED;
    const found = await listNextBookingsOf(trx, user, {
      ...readOpenPeriod(query, settings.zone),
      after: readPosition(cursor),
      limit: most + 1,
    });
    return answerArray(firstRows(await presentBookings(trx, userId, found), most), {
      limit,
      tooMany: `more than ${most} bookings: ${LESS_TIME}`,
      keyOf: ({ shift_start, booking_id }) => [Date.parse(shift_start), booking_id],
      present: (answer) => answer,
    });
  },
});

const show = endpoint({
  operationId: 'showMyBooking',
  kind: 'read',
  method: 'get',
  path: '/bookings/:id',
  tag: TAG,
  summary: 'Show one of my bookings',
  access: 'member',
  params: bookingParams,
  answers: { 200: { description: 'The booking.', schema: bookingAnswer } },
  problems: [],
  handle: async ({ trx, user, params }) => {
    const details = await getOwnBooking(trx, user, params.id);
    return { status: 200, body: await presentBooking(trx, user.userId, details) };
  },
});

const drop = endpoint({
  operationId: 'dropMyBooking',
  kind: 'write',
  method: 'delete',
  path: '/bookings/:id',
  tag: TAG,
  summary: 'Drop my booking, or leave it as buddy',
  access: 'member',
  params: bookingParams,
  ...ownDrop,
  answers: {
    204: { description: 'The slot is free, or the booker goes on without you. The other person gets a text.' },
  },
  problems: ['already_started'],
  handle: async (call) => {
    const { trx, settings, cause, user, params } = call;
    const request = { userId: user.userId, bookingId: params.id, knownUsers: [user], words: readDropReason(call) };
    const dropped = await dropShift(trx, settings, { cause, ...request });
    switch (dropped.outcome) {
      case 'dropped':
      case 'buddyLeft':
        return { status: 204 };
      case 'started':
        return new Problem(
          'already_started',
          'The shift has started. Please phone a coordinator if you cannot be there.',
        );
      case 'alreadyDropped':
      case 'notYours':
        return noSuchBooking();
    }
  },
});

export const bookingEndpoints = [book, list, show, drop];

function readPosition(cursor: string | undefined): BookingPosition | undefined {
  const [at, bookingId] = readCursor(cursor) ?? [];
  if (at === undefined || bookingId === undefined) return undefined;
  return { shiftStart: readInstantOfCursor(at), bookingId: Math.min(bookingId, LARGEST_ID) };
}
