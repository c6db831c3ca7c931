import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { openCalendarFeed } from '#src/volunteers/sign-in/calendar-feed.ts';
import type { TestApi } from '#test/support/api.ts';
import { buildBigWatch } from '#test/support/big-watch.ts';
import { at } from '#test/support/build-roster.ts';
import {
  addExceptions,
  addFile,
  addGates,
  addNewcomers,
  addUnseen,
  COORDINATORS,
  FIRST_GUARD,
  fillCase,
  makeCoordinators,
  NOW,
  type Person,
  SIZE,
} from './fill-full-watch.ts';

/** A watch at its limits, and what examples need of it. Every list gives another one to each example that changes it. */
export interface FullWatch {
  api: TestApi;
  db: Database;
  coordinator: Person;
  /** Somebody with thousands of texts, hundreds of bookings, and the case with the most additions. */
  regular: Person;
  gateIds: number[];
  scheduleIds: number[];
  fullCase: { reportId: number; caseNumber: number };
  mediaId: number;
  calendarToken: string;
  exceptionIds: number[];
  take: Taken;
}

interface Taken {
  /** A member who did not do much. */
  member(): Person;
  coordinator(): Person;
  regular(): Person;
  /** A number that we do not know. */
  stranger(): string;
  newcomer(): Person & { ref: string };
  /** A booking in the coming days, with the phone of its booker. */
  ahead(): BookingOf;
  /** A booking that is running now. */
  running(): BookingOf;
  openCase(): { reportId: number; caseNumber: number };
  scheduleId(): number;
  textToReview(): { inboxId: number };
  deadLetter(): { outboxId: number };
  exception(): { scheduleId: number; exceptionId: number };
}

export interface BookingOf extends Person {
  bookingId: number;
  ref: string;
  scheduleId: number;
  shiftStart: Date;
}

export async function buildFullWatch(api: TestApi): Promise<FullWatch> {
  const { db } = api;
  api.clock.moveTo(NOW);
  await db('schedules').delete();
  await buildBigWatch(db, NOW, SIZE);
  const people: Person[] = await db('users').orderBy('userId').limit(SIZE.people).select('userId', 'phone');
  const scheduleIds = (await db('schedules').orderBy('scheduleId').select('scheduleId')).map((row) => row.scheduleId);
  await makeCoordinators(db, people);
  // nobody has checked in for what is still ahead
  await db('checkIns')
    .whereIn('bookingId', db('bookings').where('shiftStart', '>', NOW).select('bookingId'))
    .delete();
  const gateIds = await addGates(db, people);
  const newcomers = await addNewcomers(db);
  const fullCase = await fillCase(db, people[1]);
  const mediaId = await addFile(db);
  const exceptions = await addExceptions(db, scheduleIds[0] ?? 0);
  await addUnseen(db);
  await db.raw('analyze');
  // an example that ends a schedule drops its bookings
  const [changed, kept] = [scheduleIds.slice(1, SIZE.schedules / 2), scheduleIds.slice(SIZE.schedules / 2)];
  const coordinator = people[0];
  const regular = people[1];
  if (!coordinator || !regular) throw new Error('nobody is there');
  const calendarToken = await inTransaction(db, (trx) => openCalendarFeed(trx, api.services.settings, regular.userId));
  return {
    api,
    db,
    coordinator,
    regular,
    gateIds,
    scheduleIds,
    fullCase,
    mediaId,
    calendarToken,
    exceptionIds: exceptions.map(({ exceptionId }) => exceptionId),
    take: {
      member: takeFrom('members', people.slice(100, FIRST_GUARD)),
      coordinator: takeInTurn(people.slice(SIZE.people - COORDINATORS + 1)),
      regular: takeFrom('regulars', people.slice(2, 20)),
      stranger: takeFrom(
        'strangers',
        Array.from({ length: 200 }, (_, index) => `+27${839_990_000 + index}`),
      ),
      newcomer: takeFrom('newcomers', newcomers),
      ahead: takeFrom(
        'bookings ahead',
        await listBookings(db, { from: at('2026-11-29T12:00'), to: at('2026-12-12T00:00'), of: [...kept, ...gateIds] }),
      ),
      running: takeFrom(
        'running bookings',
        await listBookings(db, { from: before(NOW, 10 * MINUTE), to: NOW, of: [...kept, ...gateIds] }),
      ),
      openCase: takeFrom(
        'cases',
        await db('reports').orderBy('reportId', 'desc').offset(10).limit(200).select('reportId', 'caseNumber'),
      ),
      scheduleId: takeFrom('schedules', changed),
      textToReview: takeFrom(
        'texts',
        await db('inbox').where({ needsPerson: true }).whereNull('seenToAt').orderBy('inboxId').select('inboxId'),
      ),
      deadLetter: takeFrom(
        'dead letters',
        await db('outbox')
          .where({ messageType: 'announcement', status: 'failed' })
          .orderBy('outboxId')
          .select('outboxId'),
      ),
      exception: takeFrom('exceptions', exceptions),
    },
  };
}

function takeFrom<T>(what: string, values: readonly T[]): () => T {
  let taken = 0;
  return () => {
    const value = values[taken];
    if (value === undefined) throw new Error(`the watch has only ${taken} ${what}`);
    taken += 1;
    return value;
  };
}

/** Begins again after the last one. */
function takeInTurn<T>(values: readonly T[]): () => T {
  let take = takeFrom('values', values);
  let left = values.length;
  return () => {
    if (left === 0) {
      take = takeFrom('values', values);
      left = values.length;
    }
    left -= 1;
    return take();
  };
}

async function listBookings(
  db: Database,
  { from, to, of }: { from: Date; to: Date; of: readonly number[] },
): Promise<BookingOf[]> {
  const rows: BookingOf[] = await db('bookings')
    .join('users', 'users.userId', 'bookings.userId')
    .whereNull('droppedAt')
    .whereBetween('shiftStart', [from, to])
    .whereIn('scheduleId', [...of])
    .orderBy('bookingId')
    .limit(200)
    .select('bookings.userId', 'phone', 'bookingId', 'bookings.ref', 'scheduleId', 'shiftStart');
  // each person once, because an example may leave them in a dialogue
  const each = new Map(rows.map((row) => [row.userId, { ...row, shiftStart: new Date(row.shiftStart) }]));
  return [...each.values()];
}
