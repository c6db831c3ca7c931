import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after, MINUTE } from '#src/platform/duration.ts';
import { addDays } from '#src/platform/zoned-time.ts';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

/** Ends of months, of seasons and of years, and the nights on which clocks change. */
const EDGES = [
  '2026-10-24',
  '2026-10-31',
  '2026-12-30',
  '2027-02-27',
  '2027-03-13',
  '2027-03-27',
  '2027-04-03',
  '2027-04-29',
  '2028-02-28',
];
const ZONES = ['Africa/Johannesburg', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const RULES = [
  '0 0,2 * 11-12,1-4 6,0,1',
  '0 1,3 * 5-10 6,0,1',
  '30 1 * * *',
  '0 1,2 * 3,10 0',
  '15 0-3 * * *',
  '0 */4 * * *',
  '0 22 28-31 * *',
];

const cases = fc.record({
  edge: fc.constantFrom(...EDGES),
  timezone: fc.constantFrom(...ZONES),
  cronExpr: fc.constantFrom(...RULES),
  durationMinutes: fc.constantFrom(30, 120, 300),
  startsIn: fc.option(fc.integer({ min: -1, max: 2 })),
  endsIn: fc.option(fc.integer({ min: 0, max: 3 })),
  hour: fc.integer({ min: 0, max: 23 }),
});

onBothApis((api) => {
  const list = async (schedule: Schedule, from: string) => {
    const { userId } = await buildVolunteer(api().db);
    const path = `/shifts/available?from=${from}&to=${addDays(from, 3)}`;
    const { status, body } = await api().call('GET', path, { as: userId });
    expect(status).toBe(200);
    return (body as { schedule_id: number; start_time: string }[]).filter(
      ({ schedule_id }) => schedule_id === schedule.scheduleId,
    );
  };

  const book = async (body: { schedule_id: number; start_time: string }) => {
    const { userId } = await buildVolunteer(api().db);
    return api().call('POST', '/bookings', { as: userId, body });
  };

  test('every shift that is listed is booked at the first try, and none begins a minute later', async () => {
    let booked = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ edge, startsIn, endsIn, hour, ...rule }) => {
        api().clock.moveTo(at(`${edge}T${String(hour).padStart(2, '0')}:20`, rule.timezone));
        const schedule = await buildSchedule(api().db, {
          ...rule,
          startDate: startsIn === null ? null : addDays(edge, startsIn),
          endDate: endsIn === null ? null : addDays(edge, endsIn),
        });
        for (const { schedule_id, start_time } of await list(schedule, edge)) {
          expect(await book({ schedule_id, start_time })).toMatchObject({
            status: 201,
            body: { shift_start: start_time },
          });
          const minuteLater = after(new Date(start_time), MINUTE).toISOString();
          const refused = await book({ schedule_id, start_time: minuteLater });
          expect(refused).toMatchObject({ status: 400, body: { code: 'not_a_shift' } });
          booked += 1;
        }
        expect(await list(schedule, edge)).toEqual([]);
      }),
      { numRuns: 20 },
    );
    expect(booked).toBeGreaterThan(0);
  });

  test('in London the night on which the clock is put back has its shifts once, and the one forward none twice', async () => {
    const schedule = await buildSchedule(api().db, {
      cronExpr: '0 1,2 * * 0',
      timezone: 'Europe/London',
      durationMinutes: 60,
    });
    const startsOn = async (date: string) => {
      api().clock.moveTo(at(`${date}T00:00`, 'UTC'));
      return (await list(schedule, date)).map(({ start_time }) => start_time);
    };
    expect(await startsOn('2026-10-24')).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25T02:00:00.000Z']);
    expect(await startsOn('2027-03-27')).toEqual(['2027-03-28T01:00:00.000Z']);
  });
});
