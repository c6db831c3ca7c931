import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem, type ProblemCode } from '#src/http/framework/problem.ts';
import { retryAfter } from '#src/http/framework/retry-after.ts';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { addDays, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import type { BookOutcome } from '#src/roster/bookings/book-slot.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { BookingBody } from './schema.ts';

type Refusal = Exclude<BookOutcome, { outcome: 'booked' }>;

export const BOOKING_PROBLEMS = [
  'not_a_shift',
  'shift_passed',
  'overlapping',
  'not_found',
  'slot_taken',
  'too_many_requests',
] as const satisfies readonly ProblemCode[];

/** The number that was named as buddy counts for today, although the booking is refused. */
const KEPT = { keepsWrites: true };

/** Why a booking could not be made. */
export function bookingRefusal(settings: WatchSettings, refused: Refusal, body: BookingBody): Problem {
  switch (refused.outcome) {
    case 'noSuchSchedule':
      return new Problem('not_found', 'There is no such schedule.');
    case 'notAShift':
      return new Problem(
        'not_a_shift',
        'No shift of this schedule starts at this time. GET /shifts/available lists open shifts.',
      );
    case 'started':
      return new Problem('shift_passed', 'This shift has started.');
    case 'taken':
      return new Problem('slot_taken', 'All slots are taken. GET /shifts/available lists open shifts.', KEPT);
    case 'overlapping':
      return overlapRefusal(refused, body);
    case 'buddyIsSelf':
      return invalidField('body.buddy_phone', 'this is your own number');
    case 'buddyBusy':
      throw new Error('only coordinators are told that a buddy is busy');
    case 'tooManyNumbers':
      return tooManyToday(settings, 'You may name five different buddy numbers a day.');
    case 'tooManyShifts':
      return tooManyToday(settings, 'You may name one buddy number for two different shifts a day.');
  }
}

/** A person who books the same shift twice gets `slot_taken`, like everybody else. */
function overlapRefusal({ details }: Extract<Refusal, { outcome: 'overlapping' }>, body: BookingBody): Problem {
  const { booking, shift } = details;
  const isSame = booking.scheduleId === body.schedule_id && booking.shiftStart.getTime() === body.start_time.getTime();
  if (isSame) return new Problem('slot_taken', `You already have this shift: ${booking.ref}.`);
  return new Problem(
    'overlapping',
    `You already have a shift at that time: ${textsFor(undefined).shiftWithYear(shiftTimeOf(shift))}.`,
  );
}

function tooManyToday({ clock, zone }: WatchSettings, detail: string): Problem {
  const now = clock.now();
  const tomorrow = startOfDay(addDays(localDateOf(now, zone), 1), zone);
  return new Problem('too_many_requests', detail, { headers: retryAfter(now, tomorrow) });
}
