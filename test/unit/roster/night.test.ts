import { describe, expect, it } from 'vitest';
import { nightOf, shiftWhen, tonight } from '#src/roster/schedules/night.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';

describe('the night', () => {
  it('goes on until 05:00 of the next date', () => {
    expect(nightOf(at('2026-11-28T00:00'), WATCH_ZONE)).toBe('2026-11-27');
    expect(nightOf(at('2026-11-28T04:59'), WATCH_ZONE)).toBe('2026-11-27');
    expect(nightOf(at('2026-11-28T05:00'), WATCH_ZONE)).toBe('2026-11-28');
  });

  it.each([
    ['2026-11-27T12:00', '2026-11-27'],
    ['2026-11-27T23:59', '2026-11-27'],
    ['2026-11-28T05:59', '2026-11-27'],
    ['2026-11-28T06:00', '2026-11-28'],
  ])('that is meant by "tonight" at %s began or begins on %s', (now, date) => {
    const night = tonight(at(now), WATCH_ZONE);
    expect(night.date).toBe(date);
    expect(night.from).toEqual(at(`${date}T18:00`));
    expect(night.to.getTime() - night.from.getTime()).toBe(12 * 3_600_000);
  });

  it('is named where it is not the one of the date', () => {
    expect(shiftWhen(at('2026-11-28T00:00'), at('2026-11-28T02:00'), WATCH_ZONE)).toEqual({
      long: 'Sat 28 Nov 00:00-02:00 (Fri night)',
      short: 'Sat 28 Nov 00:00-02:00',
      start: 'Sat 28 Nov 00:00',
    });
    const evening = shiftWhen(at('2026-12-04T22:00'), at('2026-12-05T00:00'), WATCH_ZONE);
    expect(evening.long).toBe('Fri 4 Dec 22:00-00:00');
  });

  it('is told by the wall clock across a DST change', () => {
    const zone = 'Europe/London';
    const when = shiftWhen(at('2026-10-25T01:00', zone), at('2026-10-25T02:00', zone), zone);
    expect(when.long).toBe('Sun 25 Oct 01:00-02:00 (Sat night)');
  });
});
