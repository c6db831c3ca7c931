import { setOwnAttendance } from '#src/actions/attendance/set-own-attendance.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { toIso } from '#src/platform/iso.ts';
import { opensAt } from '#src/roster/attendance/attendance-window.ts';
import { noSuchBooking } from './own-booking.ts';
import { presentBooking } from './present.ts';
import { attendanceBody, bookingAnswer, bookingParams } from './schema.ts';

const setMine = endpoint({
  operationId: 'setMyAttendance',
  kind: 'write',
  method: 'patch',
  path: '/bookings/:id/attendance',
  tag: 'Bookings',
  summary: 'Say that I am there or was there, from 30 minutes before the start until 12 hours after the end',
  access: 'member',
  params: bookingParams,
  body: attendanceBody,
  answers: { 200: { description: 'The booking. A repeat changes nothing.', schema: bookingAnswer } },
  problems: ['too_early', 'too_late'],
  handle: async ({ trx, settings, user, params: { id: bookingId }, body: { attended } }) => {
    const { userId } = user;
    const claim = { userId, bookingId, at: settings.clock.now(), knownUsers: [user] };
    const set = await setOwnAttendance(trx, settings, { ...claim, attended });
    switch (set.outcome) {
      case 'tooEarly':
        return new Problem('too_early', `You can check in from ${toIso(opensAt(set.details.shift))}.`);
      case 'tooLate':
        return new Problem('too_late', 'The shift ended more than 12 hours ago. A coordinator can still correct it.');
      case 'dropped':
      case 'notYours':
        return noSuchBooking();
      default:
        return { status: 200, body: await presentBooking(trx, userId, set.details) };
    }
  },
});

export const attendanceEndpoints = [setMine];
