import { expect, test } from 'vitest';
import { pathForLog, urlForLog } from '#src/http/path-for-log.ts';

test('what a calendar is read by is not logged', () => {
  expect(pathForLog('/calendar/abcdefgh.ics')).toBe('/calendar/•••');
  expect(pathForLog('/bookings/7')).toBe('/bookings/7');
  expect(pathForLog('/me/calendar')).toBe('/me/calendar');
});

test('of the address that a signature must fit, only our own query is logged', () => {
  const ours = 'https://watch.example.org/webhooks/twilio/status?outbox=12';
  expect(urlForLog(ours)).toBe(ours);
  const foreign = 'https://watch.example.org/webhooks/twilio/messages?From=%2B27821234567&outbox=12&Body=hello+there';
  expect(urlForLog(foreign)).toBe('https://watch.example.org/webhooks/twilio/messages?From=•••&outbox=12&Body=•••');
});
