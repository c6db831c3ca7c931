import { describe, expect, it } from 'vitest';
import { nightOf, tonight } from '#src/roster/schedules/night.ts';
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
});
