import type { Database } from '#src/db/connect.ts';
import { before, DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import { addDays, startOfDay } from '#src/platform/zoned-time.ts';
import { MOST_ADDITIONS } from '#src/reports/is-full.ts';
import { insertSeries, instantSql, moveSequencesOn } from '#test/support/big-watch.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';

/** A patrol night: some shifts have begun. */
export const NOW = at('2026-11-27T22:10');
export const SIZE = { people: 1000, texts: 100_000, bookings: 40_000, schedules: 97, reports: 4000, codes: 4000 };
export const COORDINATORS = 20;

/** Three gates are guarded by 99 people at once, who change every half hour: as often as a schedule may begin. */
const GATES = 3;
const SLOTS = 99;
const TURNS_A_DAY = 48;
/** Booked full from midnight before `NOW` on. */
const TURNS_BOOKED = 60;
/** The people from this one on guard the gates. */
export const FIRST_GUARD = 500;
const GUARDS = 400;

const NEWCOMERS = 20;
const WORDS_OF_ADDITION = 'They went round the back and one of them has a long knife. '.repeat(26);
const EXCEPTIONS = 366;
const UNSEEN_TEXTS = 2000;
const DEAD_LETTERS = 2000;
const FILE_BYTES = 5_000_000;

export interface Person {
  userId: number;
  phone: string;
}

export async function makeCoordinators(db: Database, people: readonly Person[]): Promise<void> {
  const ids = people.slice(SIZE.people - COORDINATORS + 1).map(({ userId }) => userId);
  await db('users').whereIn('userId', ids).update({ role: 'coordinator' });
}

export async function addGates(db: Database, people: readonly Person[]): Promise<number[]> {
  const gate = { cronExpr: '0,30 * * * *', durationMinutes: 30, timezone: WATCH_ZONE, capacity: SLOTS };
  const rows = Array.from({ length: GATES }, (_, index) => ({
    ...gate,
    name: `Gate ${index + 1}`,
    createdAt: before(NOW, 30 * DAY),
  }));
  const ids: number[] = (await db('schedules').insert(rows).returning('scheduleId')).map((row) => row.scheduleId);
  const together = GATES * SLOTS;
  const [last] = await db('bookings').max('bookingId as id');
  const first = Number(last?.id ?? 0) + 1;
  const firstGuard = people[FIRST_GUARD]?.userId ?? 0;
  const midnight = startOfDay('2026-11-27', WATCH_ZONE).getTime();
  const start = `${midnight} + (i / ${together}) * ${DAY / TURNS_A_DAY}`;
  const guard = `${firstGuard} + (i * 7) % ${GUARDS}`;
  const bookings = TURNS_BOOKED * together;
  await insertSeries(db, {
    rows: bookings,
    into: 'bookings (booking_id, user_id, schedule_id, shift_start, shift_end, slot, ref, buddy_user_id, attended, created_at)',
    values: `${first} + i, ${guard}, ${ids[0]} + i % ${GATES}, ${instantSql(db, start)}, ${instantSql(db, `${start} + ${30 * MINUTE}`)}, 1 + (i % ${together}) / ${GATES}, 'G' || i, ${firstGuard} + (i * 7 + 200) % ${GUARDS}, ${start} < ${NOW.getTime() - HOUR}, ${instantSql(db, `${midnight - 7 * DAY}`)}`,
  });
  await insertSeries(db, { rows: bookings, into: 'refs (ref, kind)', values: `'G' || i, 'booking'` });
  await insertSeries(db, {
    rows: (bookings * 44) / TURNS_BOOKED,
    into: 'check_ins (booking_id, user_id, in_at, created_at)',
    values: `${first} + i, ${guard}, ${instantSql(db, start)}, ${instantSql(db, start)}`,
  });
  await moveSequencesOn(db);
  return ids;
}

export async function addNewcomers(db: Database): Promise<(Person & { ref: string })[]> {
  const newcomers = Array.from({ length: NEWCOMERS }, (_, index) => ({
    phone: `+27${839_980_000 + index}`,
    name: `Newcomer ${index}`,
    status: 'pending',
    ref: `P${index}`,
    verifiedAt: NOW,
    createdAt: NOW,
  }));
  await db('refs').insert(newcomers.map(({ ref }) => ({ ref, kind: 'newcomer' })));
  return db('users').insert(newcomers).returning(['userId', 'phone', 'ref']);
}

/** A case whose additions are all as long as a text can be. */
export async function fillCase(
  db: Database,
  reporter: Person | undefined,
): Promise<{ reportId: number; caseNumber: number }> {
  const [row] = await db('reports')
    .insert({
      caseNumber: 9000,
      userId: reporter?.userId,
      reporterIdentity: reporter?.phone,
      severity: 2,
      message: WORDS_OF_ADDITION,
      createdAt: before(NOW, 5 * MINUTE),
    })
    .returning('reportId');
  await db('counters').where({ name: 'case' }).update({ value: 9000 });
  await insertSeries(db, {
    rows: MOST_ADDITIONS,
    into: 'report_additions (report_id, kind, body, created_at)',
    values: `${row.reportId}, 'words', '${WORDS_OF_ADDITION}', ${instantSql(db, `${NOW.getTime() - 4 * MINUTE}`)}`,
  });
  return { reportId: row.reportId, caseNumber: 9000 };
}

export async function addFile(db: Database): Promise<number> {
  const { inboxId } = await db('inbox').orderBy('inboxId').first('inboxId');
  const file = {
    inboxId,
    position: 0,
    kind: 'photo',
    status: 'kept',
    contentType: 'image/jpeg',
    sizeBytes: FILE_BYTES,
  };
  const [row] = await db('media')
    .insert({ ...file, dueAt: NOW, createdAt: NOW, keptAt: NOW })
    .returning('mediaId');
  await db('media_contents').insert({ mediaId: row.mediaId, content: Buffer.alloc(FILE_BYTES, 1) });
  return row.mediaId;
}

export async function addExceptions(db: Database, scheduleId: number) {
  const skipped = Array.from({ length: EXCEPTIONS }, (_, index) => ({
    scheduleId,
    skippedDate: addDays('2027-01-01', index),
    createdAt: NOW,
  }));
  const rows: { scheduleExceptionId: number }[] = await db('schedule_exceptions')
    .insert(skipped)
    .returning('scheduleExceptionId');
  return rows.map(({ scheduleExceptionId }) => ({ scheduleId, exceptionId: scheduleExceptionId }));
}

/** Texts that nobody has reviewed, and announcements that failed for good. */
export async function addUnseen(db: Database): Promise<void> {
  const unseen = db('inbox')
    .where({ needsPerson: true })
    .orderBy('inboxId', 'desc')
    .limit(UNSEEN_TEXTS)
    .select('inboxId');
  await db('inbox').whereIn('inboxId', unseen).update({ seenToAt: null });
  const failed = db('outbox')
    .where({ status: 'failed' })
    .orderBy('outboxId', 'desc')
    .limit(DEAD_LETTERS)
    .select('outboxId');
  await db('outbox').whereIn('outboxId', failed).update({ messageType: 'announcement', codeId: null });
}
