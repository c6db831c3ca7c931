import { after, before, HOUR, MINUTE } from '#src/platform/duration.ts';
import type { Interval } from '#src/roster/bookings/interval.ts';

export const OPENS_BEFORE_START = 30 * MINUTE;
const ASKED_AFTER_END = 12 * HOUR;

/** `early`, then `open` (IN counts), then `ended` (IN must be confirmed, OUT still counts), then `late`. */
export type AttendancePhase = 'early' | 'open' | 'ended' | 'late';

export function phaseAt(shift: Interval, at: Date): AttendancePhase {
  if (at < opensAt(shift)) return 'early';
  if (at < shift.endsAt) return 'open';
  return at < closesAt(shift) ? 'ended' : 'late';
}

/** IN counts from here on. */
export function opensAt({ startsAt }: Interval): Date {
  return before(startsAt, OPENS_BEFORE_START);
}

/** Until here, people can say whether they were there. */
export function closesAt({ endsAt }: Interval): Date {
  return after(endsAt, ASKED_AFTER_END);
}

/** A shift whose window contains `at` ends after `endsAfter` and starts before `startsBefore`. */
export function shiftsInWindow(at: Date): { endsAfter: Date; startsBefore: Date } {
  return { endsAfter: before(at, ASKED_AFTER_END), startsBefore: after(at, OPENS_BEFORE_START + MINUTE) };
}
