import type { AssignOutcome } from '#src/actions/bookings/assign-shift.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { MoveOutcome } from '#src/roster/bookings/move-booking.ts';
import { noSuchSchedule } from '../schedules/problems.ts';
import { noSuchUser } from '../users/problems.ts';

export function notAssigned(refused: Exclude<AssignOutcome, { outcome: 'booked' }>): Problem {
  switch (refused.outcome) {
    case 'noSuchUser':
      return noSuchUser();
    case 'notActive':
      return new Problem('conflict', 'This person is not an active member.');
    case 'noSuchSchedule':
      return noSuchSchedule();
    case 'notAShift':
      return notAShift();
    case 'started':
      return invalidField('body.start_time', 'the shift has started or is over');
    case 'taken':
      return taken();
    case 'overlapping':
      return overlapping(refused.details);
    case 'buddyIsSelf':
      return invalidField('body.buddy_phone', 'this is their own number');
    case 'buddyBusy':
      return new Problem('conflict', `${refused.name} is on another shift at that time.`);
    case 'tooManyShifts':
      throw new Error('coordinators may name a number for any number of shifts');
    case 'tooManyNumbers':
      return new Problem(
        'conflict',
        'Five different buddy numbers were named for this person today. That is the limit.',
      );
  }
}

export function notMoved(refused: Exclude<MoveOutcome, { outcome: 'moved' | 'unchanged' }>): Problem {
  switch (refused.outcome) {
    case 'noSuchBooking':
      return noBookingWithId();
    case 'noSuchSchedule':
      return noSuchSchedule();
    case 'notAShift':
      return notAShift();
    case 'tooLate':
      return invalidField('body.start_time', 'the shift has started or is over');
    case 'taken':
      return taken();
    case 'dropped':
      return alreadyDropped();
    case 'started':
      return started();
    case 'checkedIn':
      return new Problem('conflict', 'Somebody has already checked in.');
    case 'overlapping':
      return overlapping(refused.details);
  }
}

export function noBookingWithId(): Problem {
  return new Problem('not_found', 'There is no such booking.');
}

function notAShift(): Problem {
  return invalidField('body.start_time', 'no shift of this schedule starts at this time');
}

function taken(): Problem {
  return new Problem('slot_taken', 'All slots of this shift are taken.');
}

function overlapping({ booking }: BookingDetails): Problem {
  return new Problem('conflict', `Booker or buddy has another shift at that time: ${booking.ref}.`);
}

export function started(): Problem {
  return new Problem('already_started', 'The shift has started or is over.');
}

export function alreadyDropped(): Problem {
  return new Problem('conflict', 'This booking was dropped.');
}
