import { type Database, isPostgres } from '#src/db/connect.ts';
import { DAY } from '#src/platform/duration.ts';
import { insertSeries } from './insert-series.ts';

interface Year {
  people: number;
  texts: number;
}

/** Adds a year of history to a watch: people who texted and were answered. Every second one patrolled. */
export async function fillYear(db: Database, year: Year): Promise<void> {
  const { people, texts } = year;
  const then = { instant: `${Date.now() - 365 * DAY} + n * ${Math.floor((364 * DAY) / texts)}` };
  const common = { db, people, then, digits: digitsIn(db) };
  const last = {
    user: await lastId(db, 'users', 'user_id'),
    address: await lastId(db, 'addresses', 'address_id'),
    conversation: await lastId(db, 'conversations', 'conversation_id'),
  };
  await fillPeople(common);
  await fillMessages(common, { texts, last });
  await fillBookings(common, last.user);
  if (isPostgres(db)) await db.raw('vacuum analyze');
}

interface Common {
  db: Database;
  people: number;
  then: { instant: string };
  digits: (prefix: string, n: string) => string;
}

async function fillPeople({ db, people, then, digits }: Common): Promise<void> {
  const phone = digits('+2783', 'n');
  const user = { phone, name: digits('Member ', 'n'), created_at: then, verified_at: then };
  const address = { address: phone, identity: phone, channel: "'sms'", created_at: then };
  await insertSeries(db, people, { table: 'users', columns: user });
  await insertSeries(db, people, { table: 'addresses', columns: address });
  await insertSeries(db, people, { table: 'conversations', columns: { identity: phone, created_at: then } });
}

async function fillMessages(
  { db, people, then, digits }: Common,
  { texts, last }: { texts: number; last: { address: number; conversation: number } },
): Promise<void> {
  const received = {
    provider_sid: digits('SMyear', 'n'),
    conversation_id: `${last.conversation} + 1 + n % ${people}`,
    address_id: `${last.address} + 1 + n % ${people}`,
    body: "'shifts'",
    raw: `'{"Body":"shifts"}'`,
    received_at: then,
    handled_at: then,
    attempts: '1',
  };
  const identity = digits('+2783', `n % ${people}`);
  const answer = {
    message_type: "'answer'",
    recipient: identity,
    identity,
    channel: "'sms'",
    payload: "'Nothing open in the next 14 days. Text SHIFTS again tomorrow.'",
    rank: '1',
    status: "'sent'",
    idempotency_key: digits('year:', 'n'),
    due_at: then,
    attempts: '1',
    encoding: "'GSM-7'",
    segments: '1',
    created_at: then,
    sent_at: then,
    provider_sid: digits('SMsent', 'n'),
  };
  await insertSeries(db, texts, { table: 'inbox', columns: received });
  await insertSeries(db, texts, { table: 'outbox', columns: answer });
}

async function fillBookings({ db, people, then, digits }: Common, lastUser: number): Promise<void> {
  const schedule = await lastId(db, 'schedules', 'schedule_id');
  const ref = digits('Z', 'n');
  const booking = {
    user_id: `${lastUser} + 1 + n % ${people}`,
    schedule_id: `${schedule}`,
    shift_start: then,
    shift_end: { instant: `${then.instant} + 7200000` },
    slot: '1',
    ref,
    created_at: then,
  };
  await insertSeries(db, people / 2, { table: 'refs', columns: { ref, kind: "'booking'" } });
  await insertSeries(db, people / 2, { table: 'bookings', columns: booking });
}

/** SQL for a prefix and seven digits. */
function digitsIn(db: Database): Common['digits'] {
  if (isPostgres(db)) return (prefix, n) => `'${prefix}' || lpad((${n})::text, 7, '0')`;
  return (prefix, n) => `printf('${prefix}%07d', ${n})`;
}

async function lastId(db: Database, table: string, column: string): Promise<number> {
  const row = await db(table).max(`${column} as last`).first();
  return Number(row?.last);
}
