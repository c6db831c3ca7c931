import type { Database, Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { randomIds } from '#src/platform/ids.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import type { BookingTools } from '#src/roster/bookings/book-slot.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import { User } from '#src/volunteers/people/user.ts';

export const WATCH_ZONE = 'Africa/Johannesburg';

let volunteers = 0;

/** An active member with a number of their own, unless told otherwise. */
export async function buildVolunteer(db: Database | Transaction, given: Partial<User> = {}): Promise<User> {
  volunteers += 1;
  const values = {
    phone: `+2782${String(volunteers).padStart(7, '0')}`,
    name: `Volunteer ${volunteers}`,
    role: 'volunteer',
    status: 'active',
    language: 'en',
    createdAt: at('2026-11-01T12:00'),
    ...given,
  };
  const [row] = await db('users').insert(values).returning('userId');
  return User.query(db).findById(row.userId).throwIfNotFound();
}

/** Saturdays, Sundays and Mondays at 00:00 and 02:00 for two hours, one slot each, unless told otherwise. */
export async function buildSchedule(db: Database | Transaction, given: Partial<Schedule> = {}): Promise<Schedule> {
  const values = {
    name: 'Patrol',
    cronExpr: '0 0,2 * * 6,0,1',
    durationMinutes: 120,
    timezone: WATCH_ZONE,
    capacity: 1,
    ...given,
  };
  const [row] = await db('schedules').insert(values).returning('scheduleId');
  return Schedule.query(db).findById(row.scheduleId).throwIfNotFound();
}

/** Deletes everybody and everything, including the seeded schedules. */
export async function emptyRoster(db: Database): Promise<void> {
  await db('outbox').whereNotNull('askId').update({ askId: null });
  for (const table of [
    'asks',
    'timers',
    'erasures',
    'checkIns',
    'bookings',
    'buddyNumbers',
    'refs',
    'schedules',
    'users',
  ]) {
    await db(table).delete();
  }
}

/** The instant of a local time like `2026-11-28T00:00`, in the watch's zone or in another one. */
export function at(wallClock: string, zone: string = WATCH_ZONE): Date {
  const instant = parseInstant(wallClock, zone);
  if (!instant) throw new Error(`${wallClock} is no date-time`);
  return instant;
}

export function clockAt(wallClock: string, zone: string = WATCH_ZONE): Clock {
  const now = at(wallClock, zone);
  return { now: () => now };
}

export function bookingTools(wallClock: string, zone: string = WATCH_ZONE): BookingTools {
  return { clock: clockAt(wallClock, zone), ids: randomIds, zone };
}
