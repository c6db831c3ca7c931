import { z } from 'zod';
import { bookAndConfirm } from '#src/actions/bookings/book-shift.ts';
import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readMobile } from '#src/http/framework/values/read-mobile.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import { noBooking, notTheirs, ownBooking } from './own-booking.ts';
import { presentBooking, presentBookings } from './present.ts';
import { BOOKING_PROBLEMS, bookingRefusal } from './refusals.ts';
import { type BookingBody, bookingAnswer, bookingBody, bookingParams, dropQuery } from './schema.ts';

const TAG = 'Bookings';

const book = endpoint({
  operationId: 'book',
  method: 'post',
  path: '/bookings',
  tag: TAG,
  summary: 'Book a slot of a shift; it is confirmed by text',
  access: 'member',
  body: bookingBody,
  isRepeatable: true,
  answers: { 201: { description: 'Booked.', schema: bookingAnswer } },
  problems: BOOKING_PROBLEMS,
  handle: async ({ trx, settings, cause, user: { userId }, body }) => {
    const shift = { scheduleId: body.schedule_id, startsAt: body.start_time };
    const booked = await bookAndConfirm(trx, settings, { cause, userId, ...shift, buddy: buddyOf(settings, body) });
    if (booked.outcome !== 'booked') return bookingRefusal(settings, booked, body);
    return { status: 201, body: await presentBooking(trx, userId, booked.details) };
  },
});

const list = endpoint({
  operationId: 'listMyBookings',
  method: 'get',
  path: '/bookings',
  tag: TAG,
  summary: 'My bookings, as booker or as buddy, past ones too, by start',
  access: 'member',
  answers: { 200: { description: 'Without what was given up.', schema: z.array(bookingAnswer) } },
  problems: [],
  handle: async ({ trx, user: { userId } }) => {
    const mine = await listBookingsOf(trx, userId, { endsAfter: new Date(0) });
    return { status: 200, body: await presentBookings(trx, userId, mine) };
  },
});

const show = endpoint({
  operationId: 'showMyBooking',
  method: 'get',
  path: '/bookings/:id',
  tag: TAG,
  summary: 'One booking of mine',
  access: 'member',
  params: bookingParams,
  answers: { 200: { description: 'The booking.', schema: bookingAnswer } },
  problems: ['not_yours'],
  handle: async ({ trx, user, params }) => {
    const details = await ownBooking(trx, user, params.id);
    return { status: 200, body: await presentBooking(trx, user.userId, details) };
  },
});

const drop = endpoint({
  operationId: 'dropMyBooking',
  method: 'delete',
  path: '/bookings/:id',
  tag: TAG,
  summary: 'Give a shift up, or leave it as buddy',
  access: 'member',
  params: bookingParams,
  query: dropQuery,
  answers: { 204: { description: 'The slot is free, or the booker goes on without you. They have been told.' } },
  problems: ['not_yours', 'already_started'],
  handle: async ({ trx, settings, cause, user, params, query }) => {
    const { booking } = await ownBooking(trx, user, params.id);
    const leaving = { userId: user.userId, bookingId: booking.bookingId, words: query.reason ?? '' };
    const dropped = await dropShift(trx, settings, { cause, ...leaving });
    switch (dropped.outcome) {
      case 'dropped':
      case 'buddyLeft':
        return { status: 204 };
      case 'started':
        return new Problem('already_started', 'It has begun. Please phone a coordinator if you can not be there.');
      case 'alreadyDropped':
        return noBooking();
      case 'notYours':
        return notTheirs();
    }
  },
});

export const bookingEndpoints = [book, list, show, drop];

function buddyOf(settings: WatchSettings, { buddy_phone, buddy_name: name = '' }: BookingBody): BuddyChoice {
  if (buddy_phone !== undefined)
    return { kind: 'named', name, phone: readMobile(settings, 'body.buddy_phone', buddy_phone) };
  return name === '' ? { kind: 'none' } : { kind: 'named', name };
}
