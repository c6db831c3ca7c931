import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { endTimers, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { listLiveEvents } from '#src/notices/live/live-events.ts';
import { after, before, DAY, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { countReportsOfShifts } from '#src/reports/count-reports.ts';
import { findReportByCase, listNextAdditions } from '#src/reports/find-report.ts';
import { listBookingsOf, listEndedFor } from '#src/roster/bookings/booking-details.ts';
import { reviseBookings } from '#src/roster/bookings/new-revision.ts';
import { countBookingsOfShifts } from '#src/roster/shifts/count-bookings.ts';
import { listRosterPage } from '#src/roster/shifts/list-roster-page.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { mustWithhold } from '#src/volunteers/sign-in/code-limits.ts';
import { issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { proveCode } from '#src/volunteers/sign-in/prove-code.ts';
import { bigWatchPhone, buildBigWatch } from '#test/support/big-watch.ts';
import { at } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { listCostly, recordStatements, type Statement } from '#test/support/query-plans.ts';
import { TestWatch } from '#test/support/test-watch.ts';

const SIZE = { people: 4000, texts: 8000, bookings: 12_000, schedules: 40, reports: 4000, codes: 4000 };
const NOW = at('2026-11-27T12:00');
const CODE = '482913';

const COORDINATOR = bigWatchPhone(0);
/** Two people with more rows than all others. */
const REGULAR = bigWatchPhone(2);
const BUDDY = bigWatchPhone(3);
const STRANGER = '+27839990001';

describe.each(DATABASE_KINDS)('on %s, with the data of a big watch of many years', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let watch: TestWatch;
  let statements: Statement[];
  beforeAll(async () => {
    scratch = await scratchDatabase(kind);
    db = connect(scratch.url);
    await buildBigWatch(db, NOW, SIZE);
    await db.raw('analyze');
    statements = recordStatements(db);
    const ids = { ...randomIds, oneTimeCode: () => CODE };
    watch = await TestWatch.open(scratch.url, { db, ids });
    watch.now = NOW;
    await live(watch);
  });
  afterAll(async () => {
    await watch[Symbol.asyncDispose]();
    await scratch.remove();
  });

  it('no statement reads more than it needs', async () => {
    expect(watch.errors).toEqual([]);
    expect(statements.length).toBeGreaterThan(100);
    expect(await listCostly(db, statements)).toEqual([]);
  });
});

/** Everything that people, the provider and the clock make the service do while somebody waits. */
async function live(watch: TestWatch): Promise<void> {
  await join(watch);
  await bookAndDrop(watch);
  await patrol(watch);
  await stopAndStart(watch);
  await sendThroughTrouble(watch);
  await coordinate(watch);
  await useCodes(watch);
  await readCalendar(watch);
  await listPages(watch);
  await runJobs(watch);
  await runTimers(watch);
}

async function say(watch: TestWatch, from: string, ...bodies: string[]): Promise<string> {
  for (const body of bodies) {
    watch.later(SECOND);
    await watch.text(from, body);
    await watch.drain();
  }
  return watch.sender.bodiesTo(from).at(-1) ?? '';
}

async function join(watch: TestWatch): Promise<void> {
  await say(watch, STRANGER, 'hello', 'Thandi Nkosi', '000000', 'code', CODE, CODE, 'shifts');
}

async function bookAndDrop(watch: TestWatch): Promise<void> {
  await say(watch, REGULAR, 'shifts', 'more', 'shifts sat', '1');
  const booked = await say(watch, REGULAR, `sipho ${BUDDY}`);
  const ref = /Ref (\w+)/.exec(booked)?.[1] ?? 'no ref';
  await say(watch, REGULAR, 'my', `buddy ${ref} none`, `buddy ${ref} ann +27831112222`, `drop ${ref} on call`, 'y');
  await say(watch, REGULAR, 'book sat 5am', 'book tomorrow', 'none', 'my', 'drop', '?');
}

async function patrol(watch: TestWatch): Promise<void> {
  const start = at('2026-11-28T22:00');
  watch.now = before(start, HOUR);
  await say(watch, REGULAR, 'book tonight', 'none', 'shifts', '1', 'none');
  for (const minutes of [30, 45, 60, 90]) {
    watch.now = new Date(before(start, HOUR).getTime() + minutes * MINUTE);
    await say(watch, REGULAR, 'in', 'who');
  }
  await say(watch, REGULAR, 'report 2 two men at the gate', 'one more', '1', 'show 1', 'out', 'sos', 'sos again');
  await say(watch, STRANGER, 'sos', 'help me please');
  await say(watch, BUDDY, 'my', 'in', 'report', 'a car', '1', 'wxyz qwerty', '123456');
}

async function stopAndStart(watch: TestWatch): Promise<void> {
  await say(watch, BUDDY, 'stop', 'start');
  await say(watch, `whatsapp:${BUDDY}`, 'cancel', 'stop', 'start', 'my');
}

async function coordinate(watch: TestWatch): Promise<void> {
  await say(
    watch,
    COORDINATOR,
    'who',
    'who sat',
    'ack 5001 on my way',
    'show 5001',
    'shifts',
    'my',
    'remove U7',
    'y',
    'admit U7',
  );
}

async function sendThroughTrouble(watch: TestWatch): Promise<void> {
  const { sender, services } = watch;
  sender.answerInTurn(
    { outcome: 'unknown', code: 'timeout', reason: 'no answer' },
    { outcome: 'retry', code: '20429', reason: 'too many' },
    { outcome: 'optedOut', code: '21610', reason: 'stopped' },
  );
  for (let index = 10; index < 16; index += 1) await watch.queue({ to: { identity: bigWatchPhone(index) } });
  await watch.drain();
  watch.later(HOUR);
  await watch.drain();
  await watch.queue({ to: { identity: bigWatchPhone(17) } });
  await watch.drain();
  const { outboxId, providerSid } = await services.transact((trx) =>
    trx('outbox')
      .where({ identity: bigWatchPhone(17) })
      .orderBy('createdAt', 'desc')
      .first('outboxId', 'providerSid'),
  );
  await services.deliveryStatuses.record({ outboxId, providerSid, status: 'sent' });
  await services.deliveryStatuses.record({ providerSid, status: 'undelivered', errorCode: '21610' });
}

async function useCodes({ services }: TestWatch): Promise<void> {
  const owner = { phone: REGULAR, purpose: 'api', askedFrom: '127.0.0.1' } as const;
  await services.transact(async (trx) => {
    await issueCode(trx, services.settings, owner);
    await issueCode(trx, services.settings, owner);
    await proveCode(trx, services.settings, { ...owner, code: CODE });
  });
  const applicant = { phone: REGULAR, askedFrom: '127.0.0.1', cause: 'plans' };
  await services.transact(async (trx) => {
    expect(await sendSignInCode(trx, services.settings, applicant)).toMatchObject({ outcome: 'issued' });
    await mustWithhold(trx, services.settings, { ...applicant, isMember: true });
    expect(await signIn(trx, services.settings, { ...applicant, code: '000000' })).toEqual({ outcome: 'wrong' });
  });
  await services.rateLimits.consume('verifications', '127.0.0.1');
}

async function readCalendar({ services, now }: TestWatch): Promise<void> {
  await services.transact(async (trx) => {
    const user = await findUserByPhone(trx, REGULAR);
    if (!user) throw new Error('the regular is not a person of the watch');
    const { userId } = user;
    await listBookingsOf(trx, userId, { endsAfter: before(now, 92 * DAY) });
    await listEndedFor(trx, userId, { since: before(now, 14 * DAY) });
    await reviseBookings(trx, services.settings.clock, { userId });
  });
}

/** Pages in the middle of lists of the whole watch. */
async function listPages({ services }: TestWatch): Promise<void> {
  await services.transact(async (trx) => {
    const middle = before(NOW, 300 * DAY);
    const to = after(middle, 2 * DAY);
    const roster = await listRosterPage(trx, {
      ...{ from: before(middle, 30 * DAY), to, mostShifts: 10, mostSlots: 500 },
      after: { startsAt: middle, scheduleId: 1 },
    });
    expect(roster.entries).toHaveLength(10);
    await countBookingsOfShifts(trx, { from: middle, to, now: NOW });
    await countReportsOfShifts(trx, { from: middle, to });
    const report = await findReportByCase(trx, 1000);
    expect(await listNextAdditions(trx, report?.reportId ?? 0, { limit: 10 })).toHaveLength(1);
  });
}

async function runJobs(watch: TestWatch): Promise<void> {
  const { services } = watch;
  for (let day = 0; day < 2; day += 1) {
    watch.later(DAY / 2);
    await services.timers.plan();
    await services.timers.runDue();
    await watch.receive(REGULAR, 'my');
    watch.later(MINUTE);
    await services.conversations.catchUp();
    await watch.drain();
  }
  await services.transact((trx) => listLiveEvents(trx, SIZE.texts, 200));
  await services.heartbeats.silent();
}

/** Timers of asks that nobody asked: due, no longer valid, ended early and due later. */
async function runTimers(watch: TestWatch): Promise<void> {
  const { services } = watch;
  const usual = { kind: 'ask_expiry', priority: TIMER_PRIORITY.rest, dueAt: watch.now };
  await services.transact(async (trx) => {
    const due = ['1', '2', '3'].map((id) => ({ ...usual, key: `due ${id}`, subject: `ask:${id}` }));
    const over = { ...usual, key: 'over', subject: 'ask:4', validUntil: before(watch.now, MINUTE) };
    const later = { ...usual, key: 'later', subject: 'ask:5', dueAt: after(watch.now, HOUR) };
    await scheduleTimers(trx, services.settings, [...due, over, later]);
    await endTimers(trx, services.settings.clock, { subject: 'ask:3', kinds: ['ask_expiry'] });
  });
  await services.timers.listLate();
  expect(await services.timers.runDue()).toBe(2);
  await services.timers.findNextDueAt();
  await services.timers.areRunning();
  expect(await services.timers.listNext(10)).toHaveLength(10);
}
