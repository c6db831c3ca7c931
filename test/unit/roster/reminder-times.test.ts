import { describe, expect, it } from 'vitest';
import { HOUR } from '#src/platform/duration.ts';
import { reminderTimes } from '#src/roster/shifts/reminder-times.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';

const defaults = { first: 24 * HOUR, second: 2 * HOUR };

describe('reminders', () => {
  it.each([
    ['2026-11-28T00:00', '2026-11-26T18:00'],
    ['2026-11-28T02:00', '2026-11-26T18:00'],
    ['2026-11-28T07:59', '2026-11-26T18:00'],
    ['2026-11-28T08:00', '2026-11-27T08:00'],
    ['2026-11-28T20:59', '2026-11-27T20:59'],
    ['2026-11-28T21:00', '2026-11-27T18:00'],
    ['2026-11-28T23:30', '2026-11-27T18:00'],
  ])('for a shift at %s ring first at %s and wake nobody', (start, rings) => {
    expect(reminderTimes({ startsAt: at(start) }, WATCH_ZONE, defaults).dayBefore).toEqual(at(rings));
  });

  it('ring again so long before the start, whatever the hour', () => {
    const { soon } = reminderTimes({ startsAt: at('2026-11-28T00:00') }, WATCH_ZONE, defaults);
    expect(soon).toEqual(at('2026-11-27T22:00'));
  });

  it('ring by the wall clock of the zone on both DST changes', () => {
    const zone = 'Europe/London';
    const rings = (start: string) => reminderTimes({ startsAt: at(start, zone) }, zone, defaults).dayBefore;
    expect(rings('2026-03-30T00:00')).toEqual(at('2026-03-28T18:00', zone));
    expect(rings('2026-10-26T02:00')).toEqual(at('2026-10-24T18:00', zone));
  });
});
