import { Problem, type ProblemCode } from '#src/http/framework/problem.ts';
import { refusedField } from '#src/http/framework/refused-field.ts';
import { shiftWords, whenOf } from '#src/notices/shift-words.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { SECOND } from '#src/platform/duration.ts';
import { addDays, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import type { BookOutcome } from '#src/roster/bookings/book-slot.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { BookingBody } from './schema.ts';

type Refusal = Exclude<BookOutcome, { outcome: 'booked' }>;

export const BOOKING_PROBLEMS = [
  'not_a_shift',
  'shift_passed',
  'overlapping',
  'buddy_busy',
  'not_found',
  'slot_taken',
  'too_many_requests',
] as const satisfies readonly ProblemCode[];

/** Why a booking could not be made. */
export function bookingRefusal(settings: WatchSettings, refused: Refusal, body: BookingBody): Problem {
  switch (refused.outcome) {
    case 'noSuchSchedule':
      return new Problem('not_found', 'There is no such schedule.');
    case 'notAShift':
      return new Problem('not_a_shift', 'No shift of this schedule begins then: GET /shifts/available lists them.');
    case 'started':
      return new Problem('shift_passed', 'This shift has begun.');
    case 'taken':
      return new Problem('slot_taken', 'Somebody was faster: GET /shifts/available lists what is open.');
    case 'overlapping':
      return overlapRefusal(refused, body);
    case 'buddyIsSelf':
      return refusedField('body.buddy_phone', 'your own number');
    case 'buddyBusy':
      return new Problem('buddy_busy', `${shortName(refused.name)} is on another patrol then.`);
    case 'tooManyNumbers':
      return tooManyNumbers(settings);
  }
}

/** Who asks for the very shift that they hold is told as anybody would be: it is taken. */
function overlapRefusal({ details }: Extract<Refusal, { outcome: 'overlapping' }>, body: BookingBody): Problem {
  const { booking, shift } = details;
  const isSame = booking.scheduleId === body.schedule_id && booking.shiftStart.getTime() === body.start_time.getTime();
  if (isSame) return new Problem('slot_taken', `You are down for this shift already: ${shiftWords(details).ref}.`);
  return new Problem('overlapping', `You are down for ${whenOf(shift).long} already. One shift at a time.`);
}

function tooManyNumbers({ clock, zone }: WatchSettings): Problem {
  const now = clock.now();
  const tomorrow = startOfDay(addDays(localDateOf(now, zone), 1), zone);
  const seconds = Math.ceil((tomorrow.getTime() - now.getTime()) / SECOND);
  const headers = { 'Retry-After': String(seconds) };
  return new Problem('too_many_requests', 'Five different buddy numbers a day are the limit.', { headers });
}
