import type { Database } from '#src/db/connect.ts';
import { after, DAY, HOUR } from '#src/platform/duration.ts';
import { instantAt, localDateOf } from '#src/platform/zoned-time.ts';
import { enrol, phoneOf, ZONE } from '../support/crowd.ts';

/** Schedules besides the patrol that people book by text, each at an hour of its own. */
const POSTS = 9;
const BOOKINGS = 200;
/** Of the reader, in the coming nights. */
const OWN_BOOKINGS = 3;

/** The people whose tokens the requests carry. They neither text nor book. */
export function readerOf(people: number): string {
  return phoneOf(people - 1);
}

export function coordinatorOf(people: number): string {
  return phoneOf(people - 2);
}

/** A watch with ten schedules and two hundred bookings in the coming two weeks. */
export async function fillWatch(db: Database, people: number): Promise<void> {
  await enrol(db, people);
  await db('users')
    .where({ phone: coordinatorOf(people) })
    .update({ role: 'coordinator' });
  const posts = Array.from({ length: POSTS }, (_, index) => ({ name: `Post ${index}`, hour: 4 + 2 * index }));
  await db('schedules').insert(
    posts.map(({ name, hour }) => ({
      ...{ name, cronExpr: `0 ${hour} * * *`, durationMinutes: 120, timezone: ZONE, capacity: 2 },
      meetingPlace: 'The gate in Beach Road',
    })),
  );
  const schedules = await db('schedules').where('name', 'like', 'Post %').orderBy('scheduleId').select('scheduleId');
  const users = await db('users').orderBy('userId', 'desc').limit(BOOKINGS).select('userId');
  const bookings = users.map(({ userId }, index) => {
    // the reader, who was enrolled last, has the first ones
    const isOwn = index < OWN_BOOKINGS;
    const post = index % POSTS;
    const startsAt = startOf(2 + (Math.floor(index / POSTS) % 12), posts[post]?.hour ?? 0);
    return {
      ...{ userId: isOwn ? users[0]?.userId : userId, scheduleId: schedules[post]?.scheduleId },
      ...{ shiftStart: startsAt, shiftEnd: after(startsAt, 2 * HOUR), slot: 1 + Math.floor(index / (POSTS * 12)) },
      ...{ ref: `Z${index}`, createdAt: new Date() },
    };
  });
  await db('refs').insert(bookings.map(({ ref }) => ({ ref, kind: 'booking' })));
  await db.batchInsert('bookings', bookings, 50);
}

function startOf(daysFromNow: number, hour: number): Date {
  return instantAt(localDateOf(after(new Date(), daysFromNow * DAY), ZONE), hour, 0, ZONE);
}
