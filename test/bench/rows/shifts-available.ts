import { connect, type Database } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { DAY, HOUR } from '#src/platform/duration.ts';
import { User } from '#src/volunteers/people/user.ts';
import { signToken } from '#src/volunteers/sign-in/token.ts';
import type { BenchDatabase } from '../support/bench-database.ts';
import { enrol } from '../support/crowd.ts';
import { type Bench, EVERYWHERE, type Figure, type Row } from '../support/figure.ts';
import { insertSeries } from '../support/insert-series.ts';
import { JWT_SECRET, startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';

const GOAL_MS = 300;
const BOOKINGS = 100_000;
const TIMES = 15;
const WARM_UP = 3;

/** The cost of a listing with few and many schedules, and with many past bookings that it does not return. */
export const shiftsAvailable: Row = {
  name: 'shifts',
  on: EVERYWHERE,
  measure: async (database, bench) => {
    const figures: Figure[] = [];
    for (const schedules of [10, 1_000]) {
      const without = await warmMs(database, { schedules, bookings: 0 });
      const stored = await warmMs(database, { schedules, bookings: BOOKINGS });
      figures.push(figureOf(database, { schedules, without, stored }));
      say(bench, schedules, without, stored);
    }
    return figures;
  },
};

function say(bench: Bench, schedules: number, without: number, stored: number): void {
  bench.say(`${schedules} schedules: ${without.toFixed(1)} ms, with bookings ${stored.toFixed(1)} ms`);
}

async function warmMs(database: BenchDatabase, size: { schedules: number; bookings: number }): Promise<number> {
  const prepared = await database.prepare(async (db) => {
    await enrol(db);
    await fill(db, size);
  });
  const service = await startService({ databaseUrl: prepared.url });
  const headers = { authorization: `Bearer ${await tokenOfSomebody(prepared.url)}` };
  const times: number[] = [];
  for (let time = 0; time < WARM_UP + TIMES; time += 1) {
    const from = performance.now();
    const answer = await fetch(`${service.url}/shifts/available?limit=100`, { headers });
    const shifts = (await answer.json()) as unknown[];
    if (answer.status !== 200 || shifts.length !== 100) throw new Error(`answered ${answer.status}`);
    if (time >= WARM_UP) times.push(performance.now() - from);
  }
  await service.stop();
  return median(times);
}

/** Schedules for every hour and day of the week, and bookings of the last year, which occupy no open slot. */
async function fill(db: Database, { schedules, bookings }: { schedules: number; bookings: number }): Promise<void> {
  const common = { durationMinutes: 120, timezone: 'Africa/Johannesburg', capacity: 2 };
  const patrols = Array.from({ length: schedules }, (_, index) => ({
    ...common,
    name: `Patrol ${index}`,
    cronExpr: `${(index * 7) % 60} ${index % 24} * * *`,
  }));
  await db.batchInsert('schedules', patrols, 100);
  const firstSchedule = await db('schedules').min('scheduleId as id').first();
  const firstUser = await db('users').min('userId as id').first();
  const yesterday = Date.now() - DAY;
  await insertSeries(db, bookings, {
    table: 'bookings',
    columns: {
      user_id: `${firstUser?.id} + 1 + n % 10000`,
      schedule_id: `${firstSchedule?.id} + n % ${schedules}`,
      shift_start: { instant: `${yesterday - (yesterday % HOUR)} - n * 300000` },
      shift_end: { instant: `${yesterday - (yesterday % HOUR)} - n * 300000 + 7200000` },
      slot: '1',
      created_at: { instant: `${yesterday}` },
    },
  });
}

async function tokenOfSomebody(url: string): Promise<string> {
  const db = connect(url);
  const user = await User.query(db).orderBy('userId').first().throwIfNotFound();
  await db.destroy();
  return signToken({ clock: systemClock, secret: JWT_SECRET, tokenLifetime: HOUR }, user);
}

function figureOf(
  { kind }: BenchDatabase,
  { schedules, without, stored }: { schedules: number; without: number; stored: number },
): Figure {
  const goal = schedules === 1_000 ? { goal: `≤ ${GOAL_MS} ms`, isReached: stored <= GOAL_MS } : {};
  return {
    what: `GET /shifts/available, ${schedules.toLocaleString('en')} schedules, 100,000 bookings and none`,
    on: kind,
    figure: `${stored.toFixed(0)} ms`,
    floor: `${without.toFixed(0)} ms`,
    ratio: stored / without,
    ...goal,
  };
}
