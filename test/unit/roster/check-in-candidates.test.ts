import { describe, expect, it } from 'vitest';
import { pickCandidate } from '#src/roster/attendance/check-in-candidates.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { at } from '#test/support/build-roster.ts';

const booked = (startsAt: string, endsAt: string) =>
  ({ shift: { startsAt: at(startsAt), endsAt: at(endsAt) } }) as BookingDetails;
const midnight = booked('2026-11-28T00:00', '2026-11-28T02:00');
const two = booked('2026-11-28T02:00', '2026-11-28T04:00');

describe('which shift an IN means', () => {
  it('is the one that is on', () => {
    expect(pickCandidate([midnight, two], at('2026-11-27T23:45'))).toBe(midnight);
    expect(pickCandidate([midnight, two], at('2026-11-28T02:10'))).toBe(two);
  });

  it('is the only one that is over, if none is on', () => {
    expect(pickCandidate([midnight], at('2026-11-28T09:00'))).toBe(midnight);
  });

  it('is not obvious between two that are on or two that are over', () => {
    expect(pickCandidate([midnight, two], at('2026-11-28T01:45'))).toBeUndefined();
    expect(pickCandidate([midnight, two], at('2026-11-28T09:00'))).toBeUndefined();
    expect(pickCandidate([], at('2026-11-28T09:00'))).toBeUndefined();
  });
});
