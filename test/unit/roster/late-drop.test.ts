import { expect, it } from 'vitest';
import { isLateDrop, minutesToStart } from '#src/roster/bookings/late-drop.ts';

const shiftStart = new Date('2026-11-27T22:00:00Z');
const minutesAt = (now: string) => minutesToStart({ shiftStart }, new Date(now));

it('minutes to the start are rounded up, and negative after it', () => {
  expect(minutesAt('2026-11-27T20:00:00Z')).toBe(120);
  expect(minutesAt('2026-11-27T19:59:59Z')).toBe(121);
  expect(minutesAt('2026-11-27T20:00:01Z')).toBe(120);
  expect(minutesAt('2026-11-27T22:05:00Z')).toBe(-5);
});

it('a drop is late from two hours before the start', () => {
  expect([121, 120, 0, -5].map(isLateDrop)).toEqual([false, true, true, true]);
});
