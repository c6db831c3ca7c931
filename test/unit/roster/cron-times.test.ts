import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#src/platform/duration.ts';
import { addDays, instantAt, localDateOf, wallClockOf } from '#src/platform/zoned-time.ts';
import { findCronProblem } from '#src/roster/schedules/cron-problem.ts';
import { MOST_STARTS_A_DAY, parseCron } from '#src/roster/schedules/cron-rule.ts';
import { cronTimesOn } from '#src/roster/schedules/cron-times.ts';

const field = (min: number, max: number, more: string[] = []) =>
  fc.oneof(
    fc.constantFrom('*', '*/2', '*/7', ...more),
    fc.integer({ min, max }).map(String),
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((values) => values.join(',')),
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
  );
const dayFields = fc.tuple(
  field(1, 31, ['L', '31']),
  field(1, 12, ['2', 'FEB']),
  field(0, 6, ['5L', '5#5', 'SAT', '0,6', '7']),
);
const expressions = fc
  .tuple(field(0, 59), field(0, 23), dayFields)
  .map(([minute, hour, days]) => [minute, hour, ...days].join(' '))
  .filter((expression) => findCronProblem(expression) === undefined);
const days = fc.integer({ min: 0, max: 30 * 366 }).map((day) => Date.UTC(2020, 0, 1) + day * DAY);
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

describe('the days of an expression', () => {
  it('are those of the library', () => {
    const anyDays = dayFields.map((fields) => ['0 0', ...fields].join(' '));
    fc.assert(
      fc.property(
        anyDays.filter((expression) => findCronProblem(expression) === undefined),
        days,
        (expression, day) => {
          const library = CronExpressionParser.parse(expression, { tz: 'UTC' });
          expect(parseCron(expression).fallsOn(day)).toBe(library.includesDate(new Date(day)));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the times of a day', () => {
  it('are those that the wall clock shows, in any zone and on any day', () => {
    fc.assert(
      fc.property(expressions, zones, days, (expression, zone, day) => {
        const date = localDateOf(new Date(day), 'UTC');
        expect(cronTimesOn(expression, zone, date)).toEqual(timesByWallClock(expression, zone, date));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Europe/London', '2026-03-29'],
    ['Europe/London', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Africa/Cairo', '2026-04-24'],
    ['Africa/Casablanca', '2026-02-15'],
    ['America/Havana', '2026-11-01'],
    ['America/Nuuk', '2026-03-28'],
    ['America/Nuuk', '2026-10-24'],
    ['Pacific/Apia', '2011-12-29'],
  ])('are those that the wall clock shows around the clock change of %s on %s', (zone, changed) => {
    fc.assert(
      fc.property(expressions, fc.integer({ min: -2, max: 2 }), (expression, near) => {
        const date = addDays(changed, near);
        expect(cronTimesOn(expression, zone, date)).toEqual(timesByWallClock(expression, zone, date));
      }),
    );
  });

  it('are never more than the most, and one or two more where the clock is set back', () => {
    expect(cronTimesOn('* * * * *', 'Africa/Johannesburg', '2026-11-28')).toHaveLength(MOST_STARTS_A_DAY);
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const times = cronTimesOn('* * * * *', zone, localDateOf(new Date(day), 'UTC'));
        expect(times.length).toBeLessThanOrEqual(2 * MOST_STARTS_A_DAY);
      }),
    );
  });
});

/** The same, slowly: each wall-clock time of the day and of the day before is looked up in the zone by itself. */
function timesByWallClock(expression: string, zone: string, date: string): number[] {
  const { minutesOfDay, namesEveryHour, fallsOn } = parseCron(expression);
  const times = new Set<number>();
  for (const day of [addDays(date, -1), date]) {
    if (!fallsOn(Date.parse(day))) continue;
    for (const minuteOfDay of minutesOfDay.slice(0, MOST_STARTS_A_DAY)) {
      const first = instantAt(day, Math.floor(minuteOfDay / 60), minuteOfDay % 60, zone);
      const shown = wallClockOf(first, zone);
      // Casey station has set its clock back by three hours
      const again = namesEveryHour ? Array.from({ length: 12 }, (_, index) => (index + 1) * 15 * MINUTE) : [];
      const instants = [
        first,
        ...again.map((by) => new Date(first.getTime() + by)).filter((later) => isSame(wallClockOf(later, zone), shown)),
      ];
      for (const instant of instants) if (localDateOf(instant, zone) === date) times.add(instant.getTime());
    }
  }
  return [...times].sort((one, other) => one - other);
}

function isSame(one: { date: string; hour: number; minute: number }, other: typeof one): boolean {
  return one.date === other.date && one.hour === other.hour && one.minute === other.minute;
}
