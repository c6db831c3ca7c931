import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { instantAt, localDateOf, parseInstant, startOfDay, wallClockOf } from '#src/platform/zoned-time.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** For some of these, Luxon's answer depends on today's season. */
const SEASONS = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z', '2026-10-25T00:30:00Z', '2026-11-01T05:30:00Z'];

const TIMES: [zone: string, wallClock: string, instant: string][] = [
  // occurs twice: the first counts
  ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
  ['America/Havana', '2026-11-01T00:00', '2026-11-01T04:00:00.000Z'],
  ['America/New_York', '2026-11-01T01:15', '2026-11-01T05:15:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
  // is skipped: it moves forward by the gap
  ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30:00.000Z'],
  ['Africa/Cairo', '2026-04-24T00:00', '2026-04-23T22:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z'],
  // neither
  ['Africa/Johannesburg', '2026-11-28T00:00', '2026-11-27T22:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-28T23:59', '2026-11-28T18:14:00.000Z'],
  ['UTC', '2026-11-28T00:00', '2026-11-28T00:00:00.000Z'],
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00:00.000Z'],
];

test.each(SEASONS)('a wall-clock time is the same instant in every season: asked on %s', (now) => {
  vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  for (const [zone, wallClock, instant] of TIMES) {
    const [date = '', clock = ''] = wallClock.split('T');
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    expect(instantAt(date, hour, minute, zone).toISOString(), `${wallClock} in ${zone}`).toBe(instant);
    expect(parseInstant(wallClock, zone)?.toISOString(), `${wallClock} read in ${zone}`).toBe(instant);
  }
});

test('an offset in the text wins over the zone, also within an hour that occurs twice', () => {
  expect(parseInstant('2026-10-25T01:30:00+00:00', 'Europe/London')).toEqual(new Date('2026-10-25T01:30:00Z'));
  expect(parseInstant('2026-10-25T01:30:00Z', 'Europe/London')).toEqual(new Date('2026-10-25T01:30:00Z'));
  expect(parseInstant('2026-10-25T02:30:00+02:00', 'Europe/London')).toEqual(new Date('2026-10-25T00:30:00Z'));
  expect(parseInstant('tonight', 'Europe/London')).toBeUndefined();
});

test('a day begins at its first midnight, or at the end of a clock change that skips midnight', () => {
  expect(startOfDay('2026-11-01', 'America/Havana')).toEqual(new Date('2026-11-01T04:00:00Z'));
  expect(startOfDay('2026-04-24', 'Africa/Cairo')).toEqual(new Date('2026-04-23T22:00:00Z'));
});

/** Zones with changes at unusual times, by half an hour, or of their side of the date line. */
const ZONES = ['Africa/Johannesburg', 'Africa/Cairo', 'America/Havana', 'Europe/London', 'Australia/Lord_Howe'];
ZONES.push(
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'America/Caracas',
  'Antarctica/Troll',
  'Africa/Casablanca',
);
const QUARTER_MS = 15 * 60_000;

test('a wall clock shows what the runtime shows, whatever was asked before', () => {
  const formats = new Map(
    ZONES.map((timeZone) => {
      const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
      return [timeZone, new Intl.DateTimeFormat('sv', { timeZone, ...parts })];
    }),
  );
  const instant = fc.integer({ min: Date.UTC(1999, 11, 31), max: Date.UTC(2099, 11, 31) });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instant, fc.integer({ min: 0, max: 8 }), (zone, ms, quarters) => {
      for (const shift of [0, quarters * QUARTER_MS, QUARTER_MS - 1, 1]) {
        const at = new Date(ms + shift);
        const { date, hour, minute } = wallClockOf(at, zone);
        const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
        expect(`${date} ${clock}`).toBe(formats.get(zone)?.format(at));
        expect(localDateOf(at, zone)).toBe(date);
      }
    }),
    { numRuns: 500 },
  );
});
