import { connect } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { DAY } from '#src/platform/duration.ts';
import { instantAt, localDateOf } from '#src/platform/zoned-time.ts';
import { User } from '#src/volunteers/people/user.ts';
import { signToken } from '#src/volunteers/sign-in/token.ts';
import type { LoadRequest } from '../load/load-job.ts';
import { patrolOf, phoneOf, ZONE } from '../support/crowd.ts';
import { JWT_SECRET } from '../support/service.ts';
import { coordinatorOf, readerOf } from './fill-watch.ts';

const MONTH_DAYS = 30;

/** Every request that is measured. */
export interface RequestPlan {
  lists: LoadRequest[];
  own: LoadRequest[];
  roster: LoadRequest;
  /** Each by another person, so that each succeeds once. */
  bookings: LoadRequest[];
  readerId: number;
}

export async function planRequests(url: string, size: { people: number; bookings: number }): Promise<RequestPlan> {
  const db = connect(url);
  try {
    const tokens = { clock: systemClock, secret: JWT_SECRET, tokenLifetime: DAY };
    const users = await User.query(db).orderBy('userId');
    const byPhone = new Map(users.map((user) => [user.phone, user]));
    const tokenOf = (phone: string) => signToken(tokens, byPhone.get(phone) as User);
    const get = (token: string) => (path: string) => ({ method: 'GET', path, token }) as const;
    const patrol = await db('schedules').where({ name: 'Patrol' }).first();
    const reader = readerOf(size.people);
    const dates = [0, MONTH_DAYS].map((days) => localDateOf(new Date(Date.now() + days * DAY), ZONE));
    return {
      lists: ['/shifts/available?limit=20', '/schedules'].map(get(tokenOf(reader))),
      own: ['/me', '/bookings'].map(get(tokenOf(reader))),
      roster: get(tokenOf(coordinatorOf(size.people)))(`/admin/roster?from=${dates[0]}&to=${dates[1]}`),
      bookings: Array.from({ length: size.bookings }, (_, person) => ({
        ...{ method: 'POST', path: '/bookings', token: tokenOf(phoneOf(person)) },
        body: { schedule_id: patrol.scheduleId, start_time: startOfPatrol(person).toISOString() },
      })),
      readerId: byPhone.get(reader)?.userId ?? 0,
    };
  } finally {
    await db.destroy();
  }
}

function startOfPatrol(person: number): Date {
  const { day, hour } = patrolOf(person);
  return instantAt(localDateOf(day, ZONE), hour, 0, ZONE);
}
