import { describe, expect, it } from 'vitest';
import { nightOf } from '#src/roster/schedules/night.ts';
import { when } from '#src/texts/en/dates.ts';
import { en } from '#src/texts/en.ts';
import { at } from '#test/support/build-roster.ts';
import { shiftAt } from '#test/support/shift-time.ts';

describe('a shift', () => {
  it('is named with its night if the night is not the one of its date', () => {
    const early = shiftAt('2026-11-28T00:00', '2026-11-28T02:00');
    expect(when(early)).toBe('Sat 28 Nov 00:00-02:00 (Fri night)');
    expect(en.shiftWithYear(early)).toBe('Sat 28 Nov 2026 00:00-02:00 (Fri night)');
    expect(en.shiftInShort(early)).toBe('Sat 28 Nov 00:00-02:00');
    expect(en.shiftStart(early)).toBe('Sat 28 Nov 00:00');
    expect(en.shiftHours(early)).toBe('00:00-02:00');
    const late = shiftAt('2026-12-04T22:00', '2026-12-05T00:00');
    expect(when(late)).toBe('Fri 4 Dec 22:00-00:00');
    expect(en.shiftWithYear(late)).toBe('Fri 4 Dec 2026 22:00-00:00');
  });

  it('is named by the wall clock across a DST change', () => {
    const zone = 'Europe/London';
    const [startsAt, endsAt] = [at('2026-10-25T01:00', zone), at('2026-10-25T02:00', zone)];
    const words = when({ startsAt, endsAt, zone, night: nightOf(startsAt, zone) });
    expect(words).toBe('Sun 25 Oct 01:00-02:00 (Sat night)');
  });
});

describe('a span', () => {
  it.each([
    [{ span: 'tonight' }, 'tonight'],
    [{ span: 'nextWeekend' }, 'next weekend'],
    [{ span: 'day', date: '2026-11-28' }, 'Sat 28 Nov'],
    [{ span: 'night', date: '2026-11-28' }, 'Sat night 28 Nov'],
    [{ span: 'morning', date: '2026-11-28' }, 'Sat 28 Nov, morning'],
  ] as const)('%j is "%s"', (name, words) => {
    expect(en.span(name)).toBe(words);
  });
});
