import { type Database, isPostgres } from '#src/db/connect.ts';
import { after, DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import { localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import { WATCH_ZONE } from './build-roster.ts';

/** The size of the watch. */
export interface BigWatch {
  people: number;
  /** Texts received, and as many sent. */
  texts: number;
  /** Over two years until two weeks ahead. */
  bookings: number;
  schedules: number;
  reports: number;
  codes: number;
}

/** The number of people who did much more than the others. */
const REGULARS = 20;
const YEARS = 2 * 365 * DAY;

/** The phone number of a person of a big watch, by index. The first people have the longest history. */
export function bigWatchPhone(index: number): string {
  return `+27${710_000_000 + index}`;
}

/**
 * Fills a migrated database with the years of a big watch before `now`. Each statement makes its own rows, so that
 * 100,000 rows take a second. The first person is a coordinator.
 */
export async function buildBigWatch(db: Database, now: Date, size: BigWatch): Promise<void> {
  const insert = (rows: number, into: string, values: string) => insertSeries(db, { rows, into, values });
  const at = (milliseconds: string) => instantSql(db, milliseconds);
  const nowMs = now.getTime();
  const phone = (index: string) => `'+27' || (710000000 + (${index}))`;
  // every other one of these is of one of the few regulars
  const person = `case when i % 2 = 0 then (i / 2) % ${REGULARS} else i % ${size.people} end`;
  // what is still ahead is spread over everybody: nobody has that many shifts to come
  const booker = `case when i % 2 = 0 and i >= ${15 * size.schedules} then (i / 2) % ${REGULARS} else i % ${size.people} end`;
  const ago = (rows: number) =>
    at(`${nowMs} - ${MINUTE} - (${rows - 1} - i) * ${Math.floor(YEARS / Math.max(1, rows))}`);
  const base = await nextIds(db);

  await insert(
    size.people,
    'users (user_id, phone, name, role, status, language, ref, verified_at, created_at)',
    `${base.users} + i, ${phone('i')}, 'Person ' || i, case when i = 0 then 'coordinator' else 'volunteer' end, 'active', 'en', 'U' || i, ${at(`${nowMs - YEARS}`)}, ${at(`${nowMs - YEARS}`)}`,
  );
  await insert(size.people, 'refs (ref, kind)', `'U' || i, 'newcomer'`);
  await insert(
    size.people,
    'conversations (conversation_id, identity, created_at)',
    `${base.conversations} + i, ${phone('i')}, ${at(`${nowMs - YEARS}`)}`,
  );
  await insert(
    size.people,
    'addresses (address_id, address, identity, channel, user_id, last_inbound_at, opted_out_at, created_at)',
    `${base.addresses} + i, ${phone('i')}, ${phone('i')}, 'sms', ${base.users} + i, ${ago(size.people)}, case when i % 10 = 9 then ${ago(size.people)} end, ${at(`${nowMs - YEARS}`)}`,
  );
  await insert(
    size.schedules,
    'schedules (schedule_id, name, cron_expr, duration_minutes, timezone, capacity, created_at)',
    `${base.schedules} + i, 'Beat ' || i, (i % 60) || ' ' || (i % 24) || ' * * *', 120, '${WATCH_ZONE}', 2, ${at(`${nowMs - YEARS}`)}`,
  );
  // the days of bookings end two weeks ahead; each shift begins when its schedule's expression says
  const lastDay = startOfDay(localDateOf(after(now, 14 * DAY), WATCH_ZONE), WATCH_ZONE).getTime();
  const schedule = `i % ${size.schedules}`;
  const start = `${lastDay} - (i / ${size.schedules}) * ${DAY} + (${schedule}) % 24 * ${HOUR} + (${schedule}) % 60 * ${MINUTE}`;
  await insert(
    size.bookings,
    'bookings (booking_id, user_id, schedule_id, shift_start, shift_end, slot, ref, buddy_user_id, buddy_name, buddy_phone, attended, created_at)',
    `${base.bookings} + i, ${base.users} + (${booker}), ${base.schedules} + i % ${size.schedules}, ${at(start)}, ${at(`${start} + ${2 * HOUR}`)}, 1, 'B' || i, ${base.users} + ((${booker}) + 1) % ${size.people}, 'Buddy', ${phone(`((${booker}) + 1) % ${size.people}`)}, ${start} < ${nowMs}, ${at(`${start} - ${7 * DAY}`)}`,
  );
  await insert(size.bookings, 'refs (ref, kind)', `'B' || i, 'booking'`);
  await insert(
    size.bookings,
    'check_ins (booking_id, user_id, in_at, created_at)',
    `${base.bookings} + i, ${base.users} + (${booker}), ${at(start)}, ${at(start)}`,
  );
  await insert(
    size.codes,
    'one_time_codes (code_id, phone, purpose, asked_from, hmac, expires_at, created_at, ended_at, end_reason)',
    `${base.oneTimeCodes} + i, ${phone(person)}, 'text', '', 'hmac ' || i, ${ago(size.codes)}, ${ago(size.codes)}, ${ago(size.codes)}, 'used'`,
  );
  await insert(
    size.texts,
    'inbox (inbox_id, provider_sid, conversation_id, address_id, body, raw, received_at, handled_at, attempts, needs_person, seen_to_at)',
    `${base.inbox} + i, 'SMold' || i, ${base.conversations} + (${person}), ${base.addresses} + (${person}), 'shifts', '{"Body":"shifts"}', ${ago(size.texts)}, ${ago(size.texts)}, 1, i % 50 = 0, case when i % 50 = 0 then ${ago(size.texts)} end`,
  );
  // ended asks are kept for a week. Each was answered by one text, and asked by one message
  const asks = Math.ceil(size.texts / 10);
  const asked = (minutes: number) =>
    at(`${nowMs} - (${asks} - i) * ${Math.floor((7 * DAY) / asks)} + ${minutes * MINUTE}`);
  await insert(
    asks,
    'asks (ask_id, kind, key, identity, user_id, subject, ref, opened_at, deadline_at, status, ended_at, answer, inbox_id)',
    `${base.asks} + i, 'buddy_invitation', 'old:' || i, ${phone(person)}, ${base.users} + (${person}), 'booking:' || (${base.bookings} + i % ${size.bookings}), 'B' || i, ${asked(0)}, ${asked(30)}, case when i % 20 = 19 then 'open' else 'answered' end, case when i % 20 = 19 then null else ${asked(5)} end, case when i % 20 = 19 then null else 'yes' end, case when i % 20 = 19 then null else ${base.inbox} + 10 * i end`,
  );
  await insert(
    size.texts,
    'outbox (outbox_id, message_type, recipient, identity, channel, payload, rank, status, idempotency_key, due_at, attempts, provider_sid, delivery_status, encoding, segments, user_id, booking_id, shift_start, code_id, ask_id, created_at, sent_at)',
    `${base.outbox} + i, 'answer', ${phone(person)}, ${phone(person)}, 'sms', 'Open shifts: none', 1, case when i % 10 = 0 then 'cancelled' when i % 50 = 1 then 'failed' else 'sent' end, 'old:' || i, ${ago(size.texts)}, 1, 'SMgone' || i, 'delivered', 'GSM-7', 1, ${base.users} + (${person}), ${base.bookings} + i % ${size.bookings}, ${at(start)}, ${base.oneTimeCodes} + i % ${size.codes}, case when i % 10 = 2 then ${base.asks} + i / 10 end, ${ago(size.texts)}, ${ago(size.texts)}`,
  );
  await insert(
    size.reports,
    'reports (report_id, case_number, booking_id, user_id, reporter_identity, severity, message, created_at)',
    `${base.reports} + i, 1000 + i, ${base.bookings} + i % ${size.bookings}, ${base.users} + (${person}), ${phone(person)}, i % 3, 'all quiet', ${ago(size.reports)}`,
  );
  await insert(
    size.reports,
    'report_additions (report_id, kind, body, created_at)',
    `${base.reports} + i, 'words', 'more', ${ago(size.reports)}`,
  );
  await insert(
    size.texts,
    'audit_events (actor_user_id, channel, action, subject, created_at)',
    `${base.users} + (${person}), 'text', 'user.prove', 'user:' || (${base.users} + (${person})), ${ago(size.texts)}`,
  );
  await insert(size.texts, 'live_events (type, body, created_at)', `'check_in', '{}', ${ago(size.texts)}`);
  await insert(size.codes, 'wrong_codes (phone, asked_from, tried_at)', `${phone(person)}, '', ${ago(size.codes)}`);
  await insert(
    size.codes,
    'buddy_numbers (user_id, named_on, phone)',
    `${base.users} + (${person}), '2026-01-01', ${phone('i')}`,
  );
  await insert(
    size.people,
    'calendar_feeds (user_id, token_hash, created_at)',
    `${base.users} + i, 'token ' || i, ${ago(size.people)}`,
  );
  // those that ended, and those that wait for the weeks ahead
  await insert(
    size.texts,
    'timers (kind, key, subject, user_id, priority, due_at, status, attempts, created_at, ended_at)',
    `'reminder_2h', 'ended ' || i, 'booking:' || (${base.bookings} + i), ${base.users} + (${person}), 3, ${ago(size.texts)}, 'done', 1, ${ago(size.texts)}, ${ago(size.texts)}`,
  );
  await insert(
    size.people,
    'timers (kind, key, subject, user_id, priority, due_at, status, created_at)',
    `'ask_expiry', 'ahead ' || i, 'ask:' || (1000 + i), ${base.users} + (${person}), 3, ${at(`${nowMs + 14 * DAY} + i * ${MINUTE}`)}, case when i % 100 = 0 then 'held' else 'waiting' end, ${at(`${nowMs}`)}`,
  );
  await insert(size.codes, 'forgotten_numbers (number_hash, forgotten_at)', `'hash ' || i, ${ago(size.codes)}`);
  await insert(size.codes, 'spent_grants (number_hash, spent_at)', `'hash ' || i, ${ago(size.codes)}`);
  await db('counters')
    .where({ name: 'case' })
    .update({ value: 1000 + size.reports });
  await moveSequencesOn(db);
}

/** Inserts `rows` rows by one statement. In the SQL of `values`, `i` counts from 0. */
export async function insertSeries(
  db: Database,
  { rows, into, values }: { rows: number; into: string; values: string },
): Promise<void> {
  if (rows === 0) return;
  await db.raw(
    `insert into ${into} with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < ${rows - 1}) select ${values} from n`,
  );
}

/** An instant as this database stores it, from the SQL of its milliseconds. */
export function instantSql(db: Database, milliseconds: string): string {
  return isPostgres(db) ? `to_timestamp((${milliseconds}) / 1000.0)` : milliseconds;
}

const KEYS = {
  users: 'user_id',
  conversations: 'conversation_id',
  addresses: 'address_id',
  schedules: 'schedule_id',
  bookings: 'booking_id',
  oneTimeCodes: 'code_id',
  inbox: 'inbox_id',
  asks: 'ask_id',
  outbox: 'outbox_id',
  reports: 'report_id',
};

type Ids = Record<keyof typeof KEYS, number>;

async function nextIds(db: Database): Promise<Ids> {
  const found = await Promise.all(
    Object.entries(KEYS).map(async ([table, key]) => {
      const [row] = await db(table).max(`${key} as last`);
      return [table, Number(row?.last ?? 0) + 1];
    }),
  );
  return Object.fromEntries(found);
}

/** Rows that came with their ids have not used the sequences of PostgreSQL. */
export async function moveSequencesOn(db: Database): Promise<void> {
  if (!isPostgres(db)) return;
  for (const [table, key] of Object.entries(KEYS)) {
    const name = table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    await db.raw(`select setval(pg_get_serial_sequence(?, ?), (select max(${key}) from ${name}))`, [name, key]);
  }
}
