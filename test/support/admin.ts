import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { scheduleReminders } from '#src/actions/timers/reminders.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type ApiAnswer, createTestApi, type TestApi } from './api.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from './build-roster.ts';
import { DATABASE_KINDS } from './databases.ts';

/** One request that is tried with every kind of caller. */
export interface Knock {
  method: string;
  path: string;
  body?: unknown;
}

export interface AdminWorld {
  api: TestApi;
  /** The coordinator who makes the requests. */
  ann: User;
  /** Asks as Ann. */
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Books as the volunteer would. */
  book(booker: User, startsAt: string, given?: { scheduleId?: number; buddy?: User }): Promise<BookingDetails>;
  told(person: User): Promise<string[]>;
}

/** Runs the same tests on both databases. Each begins on Friday 27 Nov at 18:00 with Ann and a schedule. */
export function asCoordinator(tests: (world: () => AdminWorld & { scheduleId: number }) => void): void {
  describe.each(DATABASE_KINDS)('on %s', (kind) => {
    let api: TestApi;
    let world: AdminWorld & { scheduleId: number };
    beforeAll(async () => {
      api = await createTestApi(kind);
    });
    afterAll(() => api.remove());
    beforeEach(async () => {
      await emptyApi(api);
      api.clock.moveTo(at('2026-11-27T18:00'));
      const ann = await buildVolunteer(api.db, { name: 'Ann Nkosi', role: 'coordinator' });
      const { scheduleId } = await buildSchedule(api.db);
      world = { ...worldOf(api, ann, scheduleId), scheduleId };
    });
    tests(() => world);
  });
}

function worldOf(api: TestApi, ann: User, defaultScheduleId: number): AdminWorld {
  return {
    api,
    ann,
    ask: (method, path, body) => api.call(method, path, { as: ann.userId, body }),
    book: (booker, startsAt, { scheduleId = defaultScheduleId, buddy: buddyUser } = {}) => {
      const buddy: BuddyChoice = buddyUser?.phone
        ? { kind: 'named', name: '', phone: buddyUser.phone }
        : { kind: 'none' };
      return inTransaction(api.db, async (trx) => {
        // a coordinator may name one number for any number of shifts
        const request = { userId: booker.userId, scheduleId, startsAt: at(startsAt), buddy, isByCoordinator: true };
        const booked = await bookSlot(trx, api.services.settings, request);
        if (booked.outcome !== 'booked') throw new Error(booked.outcome);
        await scheduleReminders(trx, api.services.settings, [booked.details]);
        return booked.details;
      });
    },
    told: async (person) => (await api.queuedFor(person.phone ?? '')).map(({ payload }) => payload),
  };
}

const WRITTEN = [
  'outbox',
  'asks',
  'timers',
  'repeats',
  'calendarFeeds',
  'auditEvents',
  'liveEvents',
  'reportAdditions',
  'reports',
  'media',
  'scheduleExceptions',
  'broadcasts',
];

export async function emptyApi({ db }: TestApi): Promise<void> {
  for (const table of WRITTEN) await db(table).delete();
  await db('addresses').update({ userId: null });
  await db('conversations').update({ talkingWith: null });
  await emptyRoster(db);
}

/** Every endpoint refuses volunteers and callers without a token. */
export async function refusals({ api }: AdminWorld, knocks: readonly Knock[]): Promise<unknown[]> {
  const volunteer = await buildVolunteer(api.db);
  const answers = [];
  for (const { method, path, body } of knocks) {
    const asVolunteer = await api.call(method, path, { as: volunteer.userId, body });
    const asNobody = await api.call(method, path, { body });
    answers.push([asVolunteer.status, codeOf(asVolunteer), asNobody.status, codeOf(asNobody)]);
  }
  return answers;
}

export const REFUSED = [403, 'coordinators_only', 401, 'token_refused'];

export function codeOf({ body }: ApiAnswer): unknown {
  return (body as { code?: unknown } | undefined)?.code;
}

/** The paths of the fields that were refused. */
export function refusedPaths({ status, body }: ApiAnswer): string[] {
  if (status !== 400) throw new Error(`answered ${status}`);
  return (body as { errors: { path: string }[] }).errors.map(({ path }) => path);
}
