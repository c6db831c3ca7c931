import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, after as later } from '#src/platform/duration.ts';
import { addDays, formatZoned, localDateOf } from '#src/platform/zoned-time.ts';
import { checkRule } from '#src/roster/schedules/check-rule.ts';
import { skippedCounter } from '#src/roster/schedules/count-skipped.ts';
import { MOST_STARTS_A_DAY } from '#src/roster/schedules/cron-rule.ts';
import {
  mostShiftsADay,
  occurrencesBetween,
  occurrencesOfAll,
  occurrencesOn,
  type ScheduleRule,
  shiftAt,
} from '#src/roster/schedules/occurrences.ts';

const createdAt = new Date('2026-01-01T00:00:00Z');

function rule(given: Partial<ScheduleRule> = {}): ScheduleRule {
  return {
    scheduleId: 1,
    name: 'Patrol',
    cronExpr: '0 0,2 * * 6,0,1',
    startDate: null,
    endDate: null,
    durationMinutes: 120,
    timezone: 'Africa/Johannesburg',
    capacity: 1,
    meetingPlace: null,
    exceptions: [],
    ...given,
  };
}

const startsOn = (given: Partial<ScheduleRule>, date: string) =>
  occurrencesOn(rule(given), date).map(({ startsAt, timezone }) => formatZoned(startsAt, timezone, 'dd HH:mm ZZ'));

describe('occurrences', () => {
  it('follow the expression in the zone of the schedule', () => {
    const [first, second, ...others] = occurrencesOn(rule({ meetingPlace: 'Oak Park' }), '2026-11-28');
    expect(others).toEqual([]);
    expect(first).toEqual({
      scheduleId: 1,
      scheduleName: 'Patrol',
      startsAt: new Date('2026-11-27T22:00:00Z'),
      endsAt: new Date('2026-11-28T00:00:00Z'),
      timezone: 'Africa/Johannesburg',
      meetingPlace: 'Oak Park',
      capacity: 1,
    });
    expect(second?.startsAt).toEqual(new Date('2026-11-28T00:00:00Z'));
    expect(occurrencesOn(rule(), '2026-11-27')).toEqual([]);
  });

  it('keep to inclusive local start and end dates', () => {
    const dated = rule({ cronExpr: '0 0,23 * * *', startDate: '2026-11-27', endDate: '2026-11-28' });
    const shifts = occurrencesBetween(dated, new Date('2026-11-01T00:00:00Z'), new Date('2026-12-31T00:00:00Z'));
    expect(shifts.map(({ startsAt }) => formatZoned(startsAt, dated.timezone, 'dd HH:mm'))).toEqual([
      '27 00:00',
      '27 23:00',
      '28 00:00',
      '28 23:00',
    ]);
  });

  it('leave out a skipped date of the zone, and nothing else', () => {
    const exceptions = [{ skippedDate: '2026-11-28', skippedNight: null, addedStart: null, createdAt }];
    const daily = { cronExpr: '0 0,23 * * *', exceptions };
    expect(startsOn(daily, '2026-11-27')).toEqual(['27 00:00 +02:00', '27 23:00 +02:00']);
    expect(startsOn(daily, '2026-11-28')).toEqual([]);
    expect(startsOn(daily, '2026-11-29')).toHaveLength(2);
  });

  it('leave out a skipped night: its evening and its small hours, and nothing else', () => {
    const exceptions = [{ skippedDate: null, skippedNight: '2026-11-27', addedStart: null, createdAt }];
    const daily = { cronExpr: '0 0,4,5,23 * * *', exceptions };
    expect(startsOn(daily, '2026-11-27')).toEqual(['27 00:00 +02:00', '27 04:00 +02:00']);
    expect(startsOn(daily, '2026-11-28')).toEqual(['28 05:00 +02:00', '28 23:00 +02:00']);
  });

  it('leave out only what had not started when the exception was created', () => {
    const since = new Date('2026-11-28T02:00:00Z');
    const daily = { cronExpr: '0 0,3,4,5,23 * * *' };
    const byDate = [{ skippedDate: '2026-11-28', skippedNight: null, addedStart: null, createdAt: since }];
    const started = ['28 00:00 +02:00', '28 03:00 +02:00'];
    expect(startsOn({ ...daily, exceptions: byDate }, '2026-11-28')).toEqual(started);
    const byNight = [{ skippedDate: null, skippedNight: '2026-11-27', addedStart: null, createdAt: since }];
    const others = ['28 05:00 +02:00', '28 23:00 +02:00'];
    expect(startsOn({ ...daily, exceptions: byNight }, '2026-11-28')).toEqual([...started, ...others]);
    expect(startsOn({ ...daily, exceptions: byNight }, '2026-11-27')).toHaveLength(5);
    const earlier = [...byDate, { skippedDate: '2026-11-28', skippedNight: null, addedStart: null, createdAt }];
    expect(startsOn({ ...daily, exceptions: earlier }, '2026-11-28')).toEqual([]);
  });

  it('are counted once: by the oldest exception that takes them away, and only if they had not started', () => {
    const skip = (scheduleExceptionId: number, date: string, since = createdAt) => {
      return { scheduleExceptionId, skippedDate: date, skippedNight: null, addedStart: null, createdAt: since };
    };
    const night = { ...skip(2, ''), skippedDate: null, skippedNight: '2026-11-27' };
    const exceptions = [skip(1, '2026-11-28'), night, skip(3, '2026-11-26', new Date('2026-11-26T12:00:00Z'))];
    const counted = (cronExpr: string) => exceptions.map(skippedCounter({ ...rule({ cronExpr }), exceptions }));
    expect(counted('0 0,4,5,23 * * *')).toEqual([4, 2, 1]);
    expect(counted('0 12 1 1 *')).toEqual([0, 0, 0]);
    expect(skippedCounter({ ...rule({ cronExpr: '0 0,4,5,23 * * *' }), exceptions: [night] })(night)).toBe(4);
  });

  it('have an added start in order among the others, also on a skipped date, but not outside of the dates', () => {
    const addedStart = new Date('2026-11-27T23:00:00Z');
    const exceptions = [{ skippedDate: null, skippedNight: null, addedStart, createdAt }];
    expect(startsOn({ exceptions }, '2026-11-28')).toEqual(['28 00:00 +02:00', '28 01:00 +02:00', '28 02:00 +02:00']);
    const skipped = [...exceptions, { skippedDate: '2026-11-28', skippedNight: null, addedStart: null, createdAt }];
    expect(startsOn({ exceptions: skipped }, '2026-11-28')).toEqual(['28 01:00 +02:00']);
    expect(shiftAt(rule({ exceptions }), addedStart)?.endsAt).toEqual(new Date('2026-11-28T01:00:00Z'));
    expect(startsOn({ exceptions, endDate: '2026-11-27' }, '2026-11-28')).toEqual([]);
    const sameAsRegular = [
      { skippedDate: null, skippedNight: null, addedStart: new Date('2026-11-27T22:00:00Z'), createdAt },
    ];
    expect(startsOn({ exceptions: sameAsRegular }, '2026-11-28')).toHaveLength(2);
  });

  it.each([
    ['Europe/London', '2026-03-29', '0 0,1,2,3 * * *', ['29 00:00 +00:00', '29 02:00 +01:00', '29 03:00 +01:00']],
    ['Europe/London', '2026-03-29', '30 1 * * *', ['29 02:30 +01:00']],
    ['Europe/London', '2026-10-25', '0 0,1,2 * * *', ['25 00:00 +01:00', '25 01:00 +01:00', '25 02:00 +00:00']],
    ['Europe/London', '2026-10-25', '30 23 * * *', ['25 23:30 +00:00']],
    ['Australia/Lord_Howe', '2026-10-04', '15 2 * * *', ['04 02:45 +11:00']],
    ['Australia/Lord_Howe', '2026-04-05', '15 2 * * *', ['05 02:15 +10:30']],
    ['Africa/Cairo', '2026-04-24', '0 0 * * *', ['24 01:00 +03:00']],
    ['America/Havana', '2026-11-01', '0 0 * * *', ['01 00:00 -04:00']],
    ['America/Nuuk', '2026-03-28', '30 23 * * *', []],
    ['America/Nuuk', '2026-03-29', '30 23 * * *', ['29 00:30 -01:00', '29 23:30 -01:00']],
  ])('on the day %s changes its clock, %s, read %s as the wall shows it', (timezone, date, cronExpr, expected) => {
    expect(startsOn({ timezone, cronExpr }, date)).toEqual(expected);
  });

  it('fill the repeated hour when the expression names every hour', () => {
    const day = { timezone: 'Europe/London', cronExpr: '0 * * * *' };
    expect(startsOn(day, '2026-10-25')).toHaveLength(25);
    expect(startsOn(day, '2026-03-29')).toHaveLength(23);
    expect(startsOn(day, '2026-06-01')).toHaveLength(24);
  });

  it('never come from a rule that is refused', () => {
    for (const cronExpr of ['', '   ', '0 0 0 * * *', 'H 0 * * *', 'nonsense', '@daily', '0 0 30 2 *']) {
      expect(occurrencesOn(rule({ cronExpr }), '2026-11-28'), cronExpr).toEqual([]);
    }
    expect(occurrencesBetween(rule({ timezone: 'Mars/Base' }), new Date(0), new Date(DAY))).toEqual([]);
    expect(shiftAt(rule(), new Date(Number.NaN))).toBeUndefined();
  });
});

const zones = fc.constantFrom(
  'Africa/Johannesburg',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'America/Havana',
);
const rules = fc
  .record({
    timezone: zones,
    minute: fc.constantFrom('0', '30', '15,45'),
    hours: fc.constantFrom('0,1,2,3', '1', '0-5/2', '22,23', '*/6', '*'),
    days: fc.constantFrom('*', '6,0,1', '0'),
    startDate: fc.constantFrom(null, '2026-03-28', '2026-10-25'),
    durationMinutes: fc.integer({ min: 30, max: 240 }),
    skippedDate: fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-05'),
    addedStart: fc.constantFrom('2026-03-29T01:20:00Z', '2026-10-24T23:10:00Z', '2026-04-05T12:00:00Z'),
  })
  .map(({ minute, hours, days, skippedDate, addedStart, ...given }) => {
    const added = { skippedDate: null, skippedNight: null, addedStart: new Date(addedStart), createdAt };
    const exceptions = [{ skippedDate, skippedNight: null, addedStart: null, createdAt }, added];
    return rule({ ...given, cronExpr: `${minute} ${hours} * * ${days}`, exceptions });
  });
// the weeks in which these zones change their clocks
const instants = fc
  .tuple(
    fc.constantFrom('2026-03-06', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'),
    fc.nat(96),
  )
  .map(([date, hours]) => later(new Date(`${date}T00:00:00Z`), hours * HOUR));

describe('the work of a listing', () => {
  const everyMinute = Array.from({ length: 100 }, (_, index) => rule({ scheduleId: index, cronExpr: '* * * * *' }));
  const from = new Date('2026-03-25T00:00:00Z');

  it('is bounded for schedules that were stored before too many shifts were refused', () => {
    expect(mostShiftsADay(everyMinute)).toBe(100 * MOST_STARTS_A_DAY);
    const week = occurrencesOfAll(everyMinute, from, later(from, 7 * DAY));
    expect(week.length).toBeLessThanOrEqual(8 * mostShiftsADay(everyMinute));
    expect(() => occurrencesOfAll(everyMinute, from, later(from, 401 * DAY))).toThrow(RangeError);
  });

  it.each(['Africa/Johannesburg', 'Europe/London', 'Australia/Lord_Howe'])(
    'of a week of 100 schedules with as many shifts as there can be takes at most 100 ms, in %s',
    (timezone) => {
      const rules = everyMinute.map((each) => ({ ...each, timezone }));
      expect(processorTime(() => occurrencesOfAll(rules, from, later(from, 7 * DAY)))).toBeLessThan(100);
    },
  );

  it.each(['0 0 29 2 *', '0 0 * 2 5#5', '0 0 31 12 *'])('does not grow with the time until "%s" fires', (cronExpr) => {
    const rules = everyMinute.map((each) => ({ ...each, cronExpr }));
    expect(processorTime(() => occurrencesOfAll(rules, from, later(from, 28 * DAY)))).toBeLessThan(100);
  });
});

describe('every occurrence that a range lists', () => {
  it('is one by itself', () => {
    fc.assert(
      fc.property(rules, instants, (any, from) => {
        for (const shift of occurrencesBetween(any, from, later(from, 3 * DAY))) {
          expect(shiftAt(any, shift.startsAt)).toEqual(shift);
          expect(shiftAt(any, later(shift.startsAt, 1))).toBeUndefined();
        }
      }),
    );
  });

  it('is what its day lists, and no day lists more', () => {
    fc.assert(
      fc.property(rules, instants, (any, from) => {
        const to = later(from, 3 * DAY);
        const today = localDateOf(from, any.timezone);
        const byDay = [-1, 0, 1, 2, 3, 4].flatMap((days) => occurrencesOn(any, addDays(today, days)));
        const inRange = byDay.filter(({ startsAt }) => startsAt >= from && startsAt < to);
        expect(occurrencesBetween(any, from, to)).toEqual(inRange);
        const times = inRange.map(({ startsAt }) => startsAt.getTime());
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      }),
    );
  });

  it('is the same whichever way a range is cut', () => {
    fc.assert(
      fc.property(rules, instants, fc.nat(72), (any, from, hours) => {
        const cut = later(from, hours * HOUR);
        const to = later(from, 3 * DAY);
        const parts = [...occurrencesBetween(any, from, cut), ...occurrencesBetween(any, cut, to)];
        expect(parts).toEqual(occurrencesBetween(any, from, to));
      }),
    );
  });
});

describe('a rule', () => {
  it('is sound with any usual expression', () => {
    for (const cronExpr of ['0 0,2 * 11-12,1-4 6,0,1', '30 22 * * THU', '0 1 * MAR 5#2', '0 20,22 * * 5L']) {
      expect(checkRule(rule({ cronExpr })), cronExpr).toEqual({ outcome: 'sound' });
    }
  });

  it.each([
    ['', 'empty'],
    ['0 0', 'notFiveFields'],
    ['0 0 0 * * *', 'notFiveFields'],
    ['@daily', 'notFiveFields'],
    ['H 0 * * *', 'hashed'],
    ['0 H(0-5) * * *', 'hashed'],
    ['0 0 31 2 *', 'never'],
  ])('is refused for the expression "%s"', (cronExpr, problem) => {
    const problems = [{ field: 'cronExpr', problem }];
    expect(checkRule(rule({ cronExpr }))).toEqual({ outcome: 'unsound', problems });
  });

  it.each([
    ['60 20 * * *', 'minute', '60'],
    ['0 25 * * *', 'hour', '25'],
    ['0 20 32 * *', 'day', '32'],
    ['0 20 * 0,JUN *', 'month', '0,JUN'],
    ['0 20 * * FREI', 'weekday', 'FREI'],
    ['a b c d e', 'minute', 'a'],
  ])('says which field of the expression "%s" is wrong', (cronExpr, name, words) => {
    const problem = { field: 'cronExpr', problem: 'unreadable', unreadable: { name, words } };
    expect(checkRule(rule({ cronExpr }))).toEqual({ outcome: 'unsound', problems: [problem] });
  });

  it.each([
    ['* 20 * * 6', 120, '0 20 * * 6', 1],
    ['15-45 20 * * 6', 120, '15 20 * * 6', 1],
    ['* * * * *', 120, '0 */2 * * *', 1],
    ['* * * * *', 60, '0 * * * *', 1],
    ['0 * * * *', 61, '0 */2 * * *', 60],
    ['0 0,1,2,3 * * 6', 120, '0 0,2 * * 6', 60],
    // the shift of the evening lasts until that of the next morning has begun
    ['0 2,20 * * 6,0', 480, '0 2 * * 6,0', 360],
    ['0 0,12 * * *', 24 * 60, '0 0 * * *', 720],
    ['* * 29 2 *', 90, '0 */2 29 2 *', 1],
  ])(
    'is refused if its shifts overlap: "%s" with %i minutes. %s was meant',
    (cronExpr, durationMinutes, suggestion, minutesApart) => {
      const problem = { field: 'cronExpr', problem: 'overlapping', minutesApart, durationMinutes, suggestion };
      expect(checkRule(rule({ cronExpr, durationMinutes }))).toEqual({ outcome: 'unsound', problems: [problem] });
      expect(checkRule(rule({ cronExpr: suggestion, durationMinutes }))).toEqual({ outcome: 'sound' });
    },
  );

  it('is refused if its shifts begin more than 48 times a day', () => {
    const often = { cronExpr: '*/20 * * * *', durationMinutes: 20 };
    const problem = {
      field: 'cronExpr',
      problem: 'tooOften',
      starts: 72,
      durationMinutes: 20,
      suggestion: '0 * * * *',
    };
    expect(checkRule(rule(often))).toEqual({ outcome: 'unsound', problems: [problem] });
    expect(checkRule(rule({ cronExpr: '*/30 * * * *', durationMinutes: 30 }))).toEqual({ outcome: 'sound' });
  });

  it('is sound if one shift begins as another ends, also at midnight and on days that do not follow each other', () => {
    for (const [cronExpr, durationMinutes] of [
      ['0 */2 * * *', 120],
      ['0 0 * * *', 24 * 60],
      ['0 2,20 * * 6', 480],
      ['0 2,20 1,3 * *', 480],
    ] as const) {
      expect(checkRule(rule({ cronExpr, durationMinutes })), cronExpr).toEqual({ outcome: 'sound' });
    }
  });

  it('never has two shifts at once if it is sound, except where a clock is set forward', () => {
    fc.assert(
      fc.property(rules, (any) => {
        fc.pre(checkRule(any).outcome === 'sound');
        const plain = { ...any, timezone: 'Africa/Johannesburg', exceptions: [], startDate: null };
        const shifts = occurrencesBetween(plain, new Date('2026-03-01T00:00:00Z'), new Date('2026-03-20T00:00:00Z'));
        for (const [index, shift] of shifts.slice(1).entries())
          expect(shift.startsAt.getTime()).toBeGreaterThanOrEqual(shifts[index]?.endsAt.getTime() ?? 0);
      }),
    );
  });

  it('is refused with everything that is wrong with it', () => {
    const wrong = {
      timezone: 'Mars/Base',
      startDate: '2026-12-01',
      endDate: '2026-11-01',
      durationMinutes: 0,
      capacity: 1.5,
    };
    expect(checkRule(rule(wrong))).toEqual({
      outcome: 'unsound',
      problems: [
        { field: 'timezone', problem: 'unknownZone' },
        { field: 'endDate', problem: 'beforeStart' },
        { field: 'durationMinutes', problem: 'outOfRange' },
        { field: 'capacity', problem: 'outOfRange' },
      ],
    });
    expect(checkRule(rule({ startDate: '2026-02-30' }))).toEqual({
      outcome: 'unsound',
      problems: [{ field: 'startDate', problem: 'notADate' }],
    });
  });
});

it('the shifts of several schedules are listed by start, and at one start by schedule', () => {
  const rules = [
    rule({ scheduleId: 3, cronExpr: '0 4 * * *' }),
    rule({ scheduleId: 2, cronExpr: '0 0,2 * * *' }),
    rule({ scheduleId: 1, cronExpr: '0 2 * * *', timezone: 'Africa/Maputo' }),
  ];
  const [from, to] = [new Date('2026-11-27T22:00:00Z'), new Date('2026-11-28T03:00:00Z')];
  const listed = occurrencesOfAll(rules, from, to).map(({ startsAt, scheduleId }) => [startsAt.getTime(), scheduleId]);
  const at = (hour: number) => from.getTime() + hour * HOUR;
  expect(listed).toEqual([
    [at(0), 2],
    [at(2), 1],
    [at(2), 2],
    [at(4), 3],
  ]);
});

/** In milliseconds, the best of five. */
function processorTime(work: () => unknown): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
