import { expect, test } from 'vitest';
import { pathForLog, urlForLog } from '#src/http/framework/path-for-log.ts';

test('a path is logged as its route and ids, without the secret of a calendar or an unknown path', () => {
  const pathOf = (_matchedRoute: string | undefined, params: Record<string, string> = {}) =>
    pathForLog({ _matchedRoute, params, path: 'not this' });
  expect(pathOf('/calendar/:token.ics', { token: 'abcdefgh' })).toBe('/calendar/•••.ics');
  expect(pathOf('/calendar/:token.ics', { token: '1'.repeat(43) })).toBe('/calendar/•••.ics');
  expect(pathOf('/bookings/:id/check-in', { id: '7' })).toBe('/bookings/7/check-in');
  expect(pathOf('/bookings/:id', { id: '7\n{"level":60}' })).toBe('/bookings/•••');
  expect(pathOf('/bookings/:id')).toBe('/bookings/•••');
  expect(pathOf('/me/calendar')).toBe('/me/calendar');
  expect(pathOf(undefined)).toBe('•••');
});

test('a signed URL is logged with our own query value only', () => {
  const ours = 'https://watch.example.org/webhooks/twilio/status?outbox=12';
  expect(urlForLog(ours)).toBe(ours);
  const foreign = 'https://watch.example.org/webhooks/twilio/messages?From=%2B27821234567&outbox=12&Body=hello+there';
  expect(urlForLog(foreign)).toBe('https://watch.example.org/webhooks/twilio/messages?From=•••&outbox=12&Body=•••');
});
