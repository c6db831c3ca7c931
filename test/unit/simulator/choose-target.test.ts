import { describe, expect, test } from 'vitest';
import { after, MINUTE } from '#src/platform/duration.ts';
import { chooseTarget, nextFridayNight } from '#src/simulator/clock/choose-target.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';

const now = at('2026-11-27T18:00');
const present = { now, zone: WATCH_ZONE, nextDueAt: at('2026-11-27T21:10') };

describe('where the clock goes', () => {
  test('five minutes on, or to the next timer', () => {
    expect(chooseTarget({ step: 'five-minutes' }, present)).toEqual({ target: after(now, 5 * MINUTE) });
    expect(chooseTarget({ step: 'next-timer' }, present)).toEqual({ target: present.nextDueAt });
    expect(chooseTarget({ step: 'next-timer' }, { ...present, nextDueAt: undefined })).toEqual({ refused: 'noTimer' });
  });

  test('to any time ahead, as the watch writes it', () => {
    expect(chooseTarget({ at: '2026-11-28T00:30' }, present)).toEqual({ target: at('2026-11-28T00:30') });
  });

  test.each([
    ['', 'unreadable'],
    ['tomorrow', 'unreadable'],
    ['2026-13-45T99:99', 'unreadable'],
    ['2026-11-27T18:00', 'past'],
    ['2026-11-26T23:50', 'past'],
    ['2027-11-28T18:00', 'target'],
    ['2028-11-27T18:00', 'tooFar'],
    ['20026-11-27T18:00', 'unreadable'],
  ])('%j: %s', (typed, expected) => {
    const chosen = chooseTarget({ at: typed }, present);
    expect('target' in chosen ? 'target' : chosen.refused).toBe(expected);
  });

  test.each([
    ['2026-11-23T00:00', '2026-11-27T23:50'],
    ['2026-11-27T23:49', '2026-11-27T23:50'],
    ['2026-11-27T23:50', '2026-12-04T23:50'],
    ['2026-11-28T00:10', '2026-12-04T23:50'],
    ['2026-12-31T12:00', '2027-01-01T23:50'],
  ])('Friday night, from %s on, is %s', (from, expected) => {
    expect(nextFridayNight(at(from), WATCH_ZONE)).toEqual(at(expected));
  });

  test('Friday night is 23:50 of the local clock, also after a clock change', () => {
    const zone = 'Europe/Berlin';
    expect(nextFridayNight(at('2026-10-24T12:00', zone), zone)).toEqual(at('2026-10-30T23:50', zone));
  });
});
