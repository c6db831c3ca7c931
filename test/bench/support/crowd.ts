import type { Database } from '#src/db/connect.ts';
import { isPostgres } from '#src/db/connect.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { FIRST_IDS } from './first-ids.ts';

export const ZONE = 'Africa/Johannesburg';
const BATCH = 500;
/** Bookings are spread over this many nights, so that no list grows with the number of texts. */
const NIGHTS = 300;
const CROWD = 25_000;

const FIRST_CASE = 9_000_000;

export function phoneOf(person: number): string {
  return `+2782${String(person).padStart(7, '0')}`;
}

/** Active members who have texted before, and one schedule: two patrols a night. */
export async function enrol(db: Database, size = CROWD): Promise<void> {
  await beginIds(db);
  const now = new Date();
  const people = Array.from({ length: size }, (_, person) => person);
  for (let from = 0; from < size; from += BATCH) {
    const some = people.slice(from, from + BATCH);
    const each = <T>(row: (identity: string, person: number) => T) =>
      some.map((person) => row(phoneOf(person), person));
    await db('users').insert(
      each((phone, person) => ({ phone, name: `Volunteer ${person}`, verifiedAt: now, createdAt: now })),
    );
    await db('addresses').insert(each((address) => ({ address, identity: address, channel: 'sms', createdAt: now })));
    await db('conversations').insert(each((identity) => ({ identity, createdAt: now })));
  }
  await db('schedules').delete();
  const patrol = { name: 'Patrol', cronExpr: '0 0,2 * * *', durationMinutes: 120, timezone: ZONE, capacity: 20 };
  await db('schedules').insert(patrol);
  if (isPostgres(db)) await db.raw('vacuum analyze');
}

async function beginIds(db: Database): Promise<void> {
  for (const [table, [column, first]] of Object.entries(FIRST_IDS)) {
    if (isPostgres(db)) {
      await db.raw(`select setval(pg_get_serial_sequence('${table}', '${column}'), ${first})`);
    } else {
      await db('sqlite_sequence').where({ name: table }).delete();
      await db('sqlite_sequence').insert({ name: table, seq: first });
    }
  }
  await db('counters').where({ name: 'case' }).update({ value: FIRST_CASE });
}

/** The texts of one person, each sent after the answer to the one before. */
export function mixOf(person: number): string[] {
  const { day, hour } = patrolOf(person);
  const night = formatZoned(day, ZONE, 'd LLL');
  return ['shifts', `book ${night} 0${hour}:00 with Nomsa`, 'my', 'report 1 a car without lights at the gate'];
}

/** The patrol that a person books: a time on its day, and the hour of its start. */
export function patrolOf(person: number): { day: Date; hour: number } {
  const day = after(new Date(), (2 + (person % NIGHTS)) * DAY);
  return { day, hour: Math.floor(person / NIGHTS) % 2 === 0 ? 0 : 2 };
}
