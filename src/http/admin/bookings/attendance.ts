import { correctAttendance } from '#src/actions/attendance/correct-attendance.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { answerWith } from './answer-with.ts';
import { alreadyDropped, noBookingWithId } from './problems.ts';
import { attendanceBody, bookingParams, rosterBooking } from './schema.ts';

const correct = endpoint({
  operationId: 'markAnyAttendance',
  kind: 'write',
  method: 'patch',
  path: '/admin/bookings/:id/attendance',
  tag: 'Coordinators: bookings',
  summary: 'Record whether booker or buddy was there',
  access: 'coordinator',
  params: bookingParams,
  body: attendanceBody,
  answers: { 200: { description: 'The booking. Their own check-ins stay.', schema: rosterBooking } },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params, body } = call;
    const marked = await correctAttendance(trx, settings, { ...originOf(call), bookingId: params.id, ...body });
    switch (marked.outcome) {
      case 'noSuchBooking':
        return noBookingWithId();
      case 'dropped':
        return alreadyDropped();
      case 'tooEarly':
        return new Problem('conflict', 'The shift has not started.');
      default:
        return answerWith(trx, 200, marked.details);
    }
  },
});

export const adminAttendanceEndpoints = [correct];
