import { assignShift } from '#src/actions/bookings/assign-shift.ts';
import { moveShift } from '#src/actions/bookings/move-shift.ts';
import { takeOffShift } from '#src/actions/bookings/take-off-shift.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { readBuddyChoice } from '#src/http/shared/buddy-choice.ts';
import { readDropReason } from '#src/http/shared/drop-reason.ts';
import { findBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { answerWith } from './answer-with.ts';
import { alreadyDropped, noBookingWithId, notAssigned, notMoved, started } from './problems.ts';
import { anyDrop, assignBody, bookingParams, moveBody, rosterBooking } from './schema.ts';

const TAG = 'Coordinators: bookings';

const show = endpoint({
  operationId: 'showAnyBooking',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/bookings/:id',
  tag: TAG,
  summary: 'Show any booking, also a dropped one',
  access: 'coordinator',
  params: bookingParams,
  answers: { 200: { description: 'The booking.', schema: rosterBooking } },
  problems: [],
  handle: async (call) => {
    const { trx, params } = call;
    const details = await findBookingDetails(trx, params.id);
    if (!details) return noBookingWithId();
    return { ...(await answerWith(trx, 200, details)), ...readBy(call, 'booking.read', `booking:${params.id}`) };
  },
});

const assign = endpoint({
  operationId: 'assignBooking',
  kind: 'write',
  method: 'post',
  path: '/admin/bookings',
  tag: TAG,
  summary: 'Book a shift for a member. Booker and buddy are told by text',
  access: 'coordinator',
  body: assignBody,
  isRepeatable: true,
  answers: { 201: { description: 'The booking.', schema: rosterBooking } },
  problems: ['validation_failed', 'not_found', 'slot_taken', 'conflict'],
  handle: async (call) => {
    const { trx, settings, body } = call;
    const buddy = readBuddyChoice(settings, body);
    const request = { userId: body.user_id, scheduleId: body.schedule_id, startsAt: body.start_time, buddy };
    const booked = await assignShift(trx, settings, { ...originOf(call), ...request });
    if (booked.outcome !== 'booked') return notAssigned(booked);
    return answerWith(trx, 201, booked.details);
  },
});

const move = endpoint({
  operationId: 'moveBooking',
  kind: 'write',
  method: 'patch',
  path: '/admin/bookings/:id',
  tag: TAG,
  summary: 'Move a booking to another shift. It keeps its ref and people, who are told by text',
  access: 'coordinator',
  params: bookingParams,
  body: moveBody,
  answers: { 200: { description: 'The booking at the new shift.', schema: rosterBooking } },
  problems: ['slot_taken', 'conflict', 'already_started'],
  handle: async (call) => {
    const { trx, settings, params, body } = call;
    const request = { bookingId: params.id, scheduleId: body.schedule_id, startsAt: body.start_time };
    const moved = await moveShift(trx, settings, { ...originOf(call), ...request });
    if (moved.outcome !== 'moved' && moved.outcome !== 'unchanged') return notMoved(moved);
    return answerWith(trx, 200, moved.details);
  },
});

const drop = endpoint({
  operationId: 'dropAnyBooking',
  kind: 'write',
  method: 'delete',
  path: '/admin/bookings/:id',
  tag: TAG,
  summary: 'Drop any booking. Booker and buddy are told why by text',
  access: 'coordinator',
  params: bookingParams,
  ...anyDrop,
  answers: { 204: { description: 'The slot is free.' } },
  problems: ['conflict', 'already_started'],
  handle: async (call) => {
    const { trx, settings, params } = call;
    const dropped = await takeOffShift(trx, settings, {
      ...originOf(call),
      bookingId: params.id,
      words: readDropReason(call),
    });
    switch (dropped.outcome) {
      case 'dropped':
        return { status: 204 };
      case 'started':
        return started();
      case 'alreadyDropped':
        return alreadyDropped();
      default:
        return noBookingWithId();
    }
  },
});

export const adminBookingEndpoints = [show, assign, move, drop];
