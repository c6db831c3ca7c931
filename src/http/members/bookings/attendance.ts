import { setOwnAttendance } from '#src/actions/attendance/set-own-attendance.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { isoOf } from '#src/http/framework/values/schemas.ts';
import { opensAt } from '#src/roster/attendance/attendance-window.ts';
import { noBooking, notTheirs, ownBooking } from './own-booking.ts';
import { presentBooking } from './present.ts';
import { attendanceBody, bookingAnswer, bookingParams } from './schema.ts';

const setMine = endpoint({
  operationId: 'setMyAttendance',
  method: 'patch',
  path: '/bookings/:id/attendance',
  tag: 'Bookings',
  summary: 'Say that I am there, or was: from 30 minutes before the start until 12 hours after the end',
  access: 'member',
  params: bookingParams,
  body: attendanceBody,
  answers: { 200: { description: 'As it stands now. Repeating it is harmless.', schema: bookingAnswer } },
  problems: ['not_yours', 'too_early', 'too_late'],
  handle: async ({ trx, settings, user, params, body }) => {
    const { userId } = user;
    const { booking } = await ownBooking(trx, user, params.id);
    const claim = { userId, bookingId: booking.bookingId, at: settings.clock.now() };
    const set = await setOwnAttendance(trx, settings, { ...claim, attended: body.attended });
    switch (set.outcome) {
      case 'tooEarly':
        return new Problem('too_early', `Attendance opens at ${isoOf(opensAt(set.details.shift))}.`);
      case 'tooLate':
        return new Problem('too_late', 'It ended more than 12 hours ago. A coordinator can still correct it.');
      case 'dropped':
        return noBooking();
      case 'notYours':
        return notTheirs();
      default:
        return { status: 200, body: await presentBooking(trx, userId, set.details) };
    }
  },
});

export const attendanceEndpoints = [setMine];
