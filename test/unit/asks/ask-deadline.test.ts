import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askDeadline } from '#src/asks/ask-deadline.ts';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { instantAt, wallClockOf } from '#src/platform/zoned-time.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';

const ZONES = [
  WATCH_ZONE,
  'Europe/London',
  'America/New_York',
  // changes its clock at midnight
  'America/Santiago',
  // changes it by half an hour
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];

function deadline(openedAt: string, wanted: string, zone = WATCH_ZONE): Date | null {
  return askDeadline(at(openedAt, zone), at(wanted, zone), zone);
}

describe('the deadline of a roster ask', () => {
  it.each([
    ['2026-11-28T08:00', '2026-11-28T08:00'],
    ['2026-11-28T20:00', '2026-11-28T20:00'],
    ['2026-11-28T21:00', '2026-11-28T21:00'],
    ['2026-11-28T21:01', '2026-11-28T21:00'],
    ['2026-11-28T23:59', '2026-11-28T21:00'],
    ['2026-11-29T00:00', '2026-11-28T21:00'],
    ['2026-11-29T07:59', '2026-11-28T21:00'],
  ])('wanted at %s is at %s', (wanted, expected) => {
    expect(deadline('2026-11-27T12:00', wanted)).toEqual(at(expected));
  });

  it('is in the night one second after 21:00', () => {
    const wanted = at('2026-11-28T21:00:01');
    expect(askDeadline(at('2026-11-27T12:00'), wanted, WATCH_ZONE)).toEqual(at('2026-11-28T21:00'));
  });

  it('does not exist if the ask begins after 20:30 and would have to be answered by 21:00', () => {
    expect(deadline('2026-11-28T20:30', '2026-11-28T22:00')).toEqual(at('2026-11-28T21:00'));
    const late = at('2026-11-28T20:30:01');
    expect(askDeadline(late, at('2026-11-28T22:00'), WATCH_ZONE)).toBeNull();
    expect(deadline('2026-11-28T20:31', '2026-11-29T06:00')).toBeNull();
    expect(deadline('2026-11-28T20:31', '2026-11-28T21:00')).toBeNull();
  });

  it('stands if the ask begins after 20:30 and has until the next day', () => {
    expect(deadline('2026-11-28T20:45', '2026-11-29T08:30')).toEqual(at('2026-11-29T08:30'));
    expect(deadline('2026-11-28T23:45', '2026-11-29T22:00')).toEqual(at('2026-11-29T21:00'));
    expect(deadline('2026-11-28T20:35', '2026-11-28T20:50')).toEqual(at('2026-11-28T20:50'));
  });

  it('does not exist if it has passed when the ask begins', () => {
    expect(deadline('2026-11-28T22:00', '2026-11-29T03:00')).toBeNull();
    expect(deadline('2026-11-29T01:00', '2026-11-29T06:00')).toBeNull();
    expect(deadline('2026-11-28T12:00', '2026-11-28T12:00')).toBeNull();
    expect(deadline('2026-11-28T12:00', '2026-11-28T11:00')).toBeNull();
  });

  it('is at 21:00 by the wall clock on both days of a clock change', () => {
    const zone = 'Europe/London';
    expect(deadline('2026-03-27T12:00', '2026-03-29T03:00', zone)).toEqual(at('2026-03-28T21:00', zone));
    expect(deadline('2026-03-27T12:00', '2026-03-29T23:00', zone)).toEqual(at('2026-03-29T21:00', zone));
    expect(deadline('2026-10-24T12:00', '2026-10-25T01:30', zone)).toEqual(at('2026-10-24T21:00', zone));
    expect(deadline('2026-10-25T20:31', '2026-10-25T23:00', zone)).toBeNull();
  });

  it('is never in the night, never later than wanted, and misses only for the two reasons', () => {
    const instants = fc.date({
      min: new Date('2026-01-01T00:00Z'),
      max: new Date('2027-12-31T00:00Z'),
      noInvalidDate: true,
    });
    const waits = fc.integer({ min: -2 * HOUR, max: 72 * HOUR });
    fc.assert(
      fc.property(instants, waits, fc.constantFrom(...ZONES), (openedAt, wait, zone) => {
        const wanted = plus(openedAt, wait);
        const found = askDeadline(openedAt, wanted, zone);
        const opened = wallClockOf(openedAt, zone);
        if (found === null) {
          const isLate = openedAt > instantAt(opened.date, 20, 30, zone);
          // a night lasts eleven hours, and twelve with a clock change
          expect(isLate || wanted <= plus(openedAt, 12 * HOUR)).toBe(true);
          return;
        }
        const { date } = wallClockOf(found, zone);
        expect(found >= instantAt(date, 8, 0, zone) && found <= instantAt(date, 21, 0, zone)).toBe(true);
        expect(found > openedAt && found <= wanted && found > plus(wanted, -12 * HOUR - MINUTE)).toBe(true);
        const day = wallClockOf(wanted, zone).date;
        const isByDay = wanted >= instantAt(day, 8, 0, zone) && wanted <= instantAt(day, 21, 0, zone);
        if (isByDay) expect(found).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });
});

function plus(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
