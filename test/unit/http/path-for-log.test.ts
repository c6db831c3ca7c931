import { expect, test } from 'vitest';
import { pathForLog } from '#src/http/path-for-log.ts';

test('what a calendar is read by is not logged', () => {
  expect(pathForLog('/calendar/abcdefgh.ics')).toBe('/calendar/•••');
  expect(pathForLog('/bookings/7')).toBe('/bookings/7');
  expect(pathForLog('/me/calendar')).toBe('/me/calendar');
});
