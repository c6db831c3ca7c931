import type { Booking } from '#src/roster/bookings/booking.ts';
import { type ScheduleRule, shiftAt } from './occurrences.ts';

export interface Fit {
  /** The rule does not offer their shift. */
  orphans: Booking[];
  /** They stay in a lower slot, because the shift has fewer slots now. */
  renumbered: { bookingId: number; slot: number }[];
}

/** Which bookings of a schedule fit a rule: same start, same end, and a slot that exists. */
export function fitBookings(rule: ScheduleRule, bookings: readonly Booking[]): Fit {
  const fit: Fit = { orphans: [], renumbered: [] };
  const byStart = Map.groupBy(bookings, ({ shiftStart }) => shiftStart.getTime());
  for (const [start, together] of byStart) {
    const shift = shiftAt(rule, new Date(start));
    const isSame = ({ shiftEnd }: Booking) => shiftEnd.getTime() === shift?.endsAt.getTime();
    fit.orphans.push(...together.filter((booking) => !isSame(booking)));
    if (shift) fitSlots(fit, shift.capacity, together.filter(isSame));
  }
  return fit;
}

function fitSlots(fit: Fit, capacity: number, bookings: Booking[]): void {
  const taken = new Set(bookings.map(({ slot }) => slot));
  const free = Array.from({ length: capacity }, (_, index) => index + 1).filter((slot) => !taken.has(slot));
  const above = bookings.filter(({ slot }) => slot > capacity).sort((one, other) => one.slot - other.slot);
  for (const booking of above) {
    const slot = free.shift();
    if (slot === undefined) fit.orphans.push(booking);
    else fit.renumbered.push({ bookingId: booking.bookingId, slot });
  }
}
