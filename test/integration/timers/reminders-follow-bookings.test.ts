import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignShift } from '#src/actions/bookings/assign-shift.ts';
import { bookShift } from '#src/actions/bookings/book-shift.ts';
import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { moveShift } from '#src/actions/bookings/move-shift.ts';
import { setBuddy } from '#src/actions/bookings/set-buddy.ts';
import { takeOffShift } from '#src/actions/bookings/take-off-shift.ts';
import { admitMember, removeMember } from '#src/actions/members/change-status.ts';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { joinWatch } from '#src/actions/members/join-watch.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { setPhone } from '#src/actions/members/set-phone.ts';
import { addScheduleException, changeSchedule } from '#src/actions/schedules/edit-schedules.ts';
import type { Transaction } from '#src/db/connect.ts';
import { HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { listExpectedReminders } from '#test/support/expected-reminders.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const BEGIN = at('2026-11-20T12:00');
const MEMBERS = 4;
/** Numbers of people who are not members yet. */
const STRANGERS = ['+27839990001', '+27839990002', '+27839990003'];
const ZONES = ['Africa/Johannesburg', 'Asia/Tokyo', 'America/New_York'];
const CRONS = ['0 0,2,20 * * *', '0 0,20 * * *', '0 2 * * *'];
const RUNS = Number(process.env.REMINDER_RUNS ?? 15);

const small = fc.nat({ max: 9 });
/** What happens, with numbers that choose people, shifts and bookings. */
const step = fc.record({
  what: fc.constantFrom(
    ...(['book', 'book', 'book', 'assign', 'move', 'move', 'buddy', 'buddy', 'drop', 'leave', 'takeOff'] as const),
    ...(['remove', 'admit', 'markLeft', 'forget', 'enrol', 'join', 'phone', 'cron', 'zone', 'wait', 'wait'] as const),
  ),
  who: small,
  other: small,
  which: small,
  shift: small,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The first member books the third shift of the second schedule, with the second member or a stranger as buddy. */
const book: Step = { what: 'book', who: 0, other: 0, which: 2, shift: 1 };
const withMember = { ...book, other: 2 };
const withStranger = { ...book, other: 7 };
const usual = { who: 1, other: 2, which: 0, shift: 0 };
/** One for each change that random steps find too seldom. */
const EXAMPLES: Step[][] = [
  [withStranger, { ...usual, what: 'phone' }],
  [withStranger, { ...usual, what: 'enrol' }],
  [withStranger, { ...usual, what: 'join' }],
  [{ ...usual, what: 'remove' }, withMember, { ...usual, what: 'admit' }],
  [{ ...usual, who: 0, what: 'remove' }, withMember, { ...usual, who: 0, what: 'admit' }],
  [withMember, { ...usual, what: 'remove' }],
  [withMember, { ...usual, what: 'markLeft' }],
  [withMember, { ...usual, what: 'forget' }],
  [withMember, { ...usual, who: 0, what: 'markLeft' }],
  [withMember, { ...usual, who: 0, what: 'forget' }],
  [withMember, { ...usual, what: 'leave' }, { ...usual, what: 'buddy' }],
  [withMember, { ...usual, what: 'move', which: 0, shift: 2 }, { ...usual, what: 'move', which: 0, shift: 1 }],
  [withMember, { ...usual, what: 'takeOff' }],
  [
    { ...withMember, shift: 0 },
    { ...usual, what: 'cron', which: 2 },
  ],
  [
    { ...withMember, shift: 2 },
    { ...usual, who: 0, what: 'zone', which: 1 },
  ],
];

onBothDatabases((database, _kind, url) => {
  let schedules: { scheduleId: number; starts: Date[] }[];
  let people: { userId: number; phone: string }[];
  let causes = 0;

  /** Two schedules, and one of single shifts at all hours, which stay where they are when its zone changes. */
  async function begin(watch: TestWatch): Promise<void> {
    await database()('scheduleExceptions').delete();
    await emptyWatch(database());
    watch.now = BEGIN;
    people = [];
    for (let index = 0; index < MEMBERS; index += 1) {
      const { userId, phone } = await buildVolunteer(database());
      people.push({ userId, phone: phone ?? '' });
    }
    await buildVolunteer(database(), { role: 'coordinator' });
    const nightly = await buildSchedule(database(), { cronExpr: CRONS[0] ?? '', capacity: 2 });
    const early = await buildSchedule(database(), { cronExpr: '0 1,9 * * *', timezone: 'Europe/London' });
    const single = await buildSchedule(database(), { cronExpr: '0 0 1 1 *', capacity: 2 });
    const starts = ['21T06:00', '22T09:00', '22T22:30', '23T03:00'].map((day) => at(`2026-11-${day}`));
    for (const add of starts) {
      await watch.services.transact((trx) =>
        addScheduleException(trx, watch.services.settings, {
          ...origin(),
          ...{ scheduleId: single.scheduleId, given: { add }, dropOrphans: false },
        }),
      );
    }
    schedules = [
      { scheduleId: nightly.scheduleId, starts: ['21T00', '21T20', '22T00', '22T02', '23T20'].map(startOf()) },
      { scheduleId: early.scheduleId, starts: ['21T01', '21T09', '22T01', '23T09'].map(startOf('Europe/London')) },
      { scheduleId: single.scheduleId, starts },
    ];
  }

  const startOf = (zone?: string) => (hour: string) => at(`2026-11-${hour}:00`, zone);
  const origin = () => ({ cause: `test:${++causes}`, channel: 'api', actor: OPERATOR }) as const;

  function shiftOf({ shift, which }: Step): { scheduleId: number; startsAt: Date } {
    const { scheduleId, starts } = schedules[shift % schedules.length] as (typeof schedules)[number];
    return { scheduleId, startsAt: starts[which % starts.length] as Date };
  }

  function buddyOf({ other }: Step): BuddyChoice {
    const phones = ['', ...people.map(({ phone }) => phone), ...STRANGERS];
    const phone = phones[other % phones.length];
    return phone ? { kind: 'named', name: 'Bud', phone } : { kind: 'none' };
  }

  async function play(trx: Transaction, watch: TestWatch, given: Step): Promise<void> {
    const { settings } = watch.services;
    const { userId = 0, phone = '' } = people[given.who % people.length] ?? {};
    const stranger = STRANGERS[given.other % STRANGERS.length] ?? '';
    const bookings = await trx('bookings').whereNull('droppedAt').orderBy('bookingId');
    const booking = bookings[given.which % Math.max(1, bookings.length)];
    const bookingId = booking?.bookingId ?? 0;
    const member = { ...origin(), userId };
    switch (given.what) {
      case 'book':
        await bookShift(trx, settings, { ...origin(), userId, ...shiftOf(given), buddy: buddyOf(given) });
        return;
      case 'assign':
        await assignShift(trx, settings, { ...member, ...shiftOf(given), buddy: buddyOf(given) });
        return;
      case 'move':
        await moveShift(trx, settings, { ...origin(), bookingId, ...shiftOf(given) });
        return;
      case 'buddy':
        await setBuddy(trx, settings, {
          ...origin(),
          bookingId,
          userId: booking?.userId ?? userId,
          buddy: buddyOf(given),
        });
        return;
      case 'drop':
        await dropShift(trx, settings, { ...origin(), bookingId, userId: booking?.userId ?? userId, words: '' });
        return;
      case 'leave':
        await dropShift(trx, settings, { ...origin(), bookingId, userId: booking?.buddyUserId ?? 0, words: '' });
        return;
      case 'takeOff':
        await takeOffShift(trx, settings, { ...origin(), bookingId, words: '' });
        return;
      case 'remove':
        await removeMember(trx, settings, member);
        return;
      case 'admit':
        await admitMember(trx, settings, member);
        return;
      case 'markLeft':
        if (given.other < 3) await markAsLeft(trx, settings, member);
        return;
      case 'forget':
        if (given.other < 3) await forgetPerson(trx, settings, member);
        return;
      case 'enrol':
        await enrolMember(trx, settings, { ...origin(), phone: stranger, name: 'Enid', role: 'volunteer' });
        return;
      case 'join':
        await joinWatch(trx, settings, { ...origin(), phone: stranger, name: 'Joan' });
        return;
      case 'phone':
        if ((await trx('users').where({ phone: stranger })).length === 0 && phone)
          await setPhone(trx, settings, { ...member, phone: stranger });
        return;
      case 'cron':
        await edit(trx, watch, 0, { cronExpr: CRONS[given.which % CRONS.length] ?? '' });
        return;
      case 'zone':
        await edit(trx, watch, given.who % 2 === 0 ? 2 : 0, { timezone: ZONES[given.which % ZONES.length] ?? '' });
        return;
      case 'wait':
        watch.now = later(watch.now, (1 + given.which) * HOUR + given.shift * MINUTE);
    }
  }

  async function edit(trx: Transaction, watch: TestWatch, index: number, change: object): Promise<void> {
    const scheduleId = schedules[index]?.scheduleId ?? 0;
    const request = { ...origin(), action: 'schedule.change', scheduleId, change, dropOrphans: true } as const;
    const changed = await changeSchedule(trx, watch.services.settings, request);
    if (changed.outcome !== 'changed') throw new Error(changed.outcome);
  }

  /** What the timers wait for, and what they have queued. */
  async function found() {
    const rows = await database()('timers').where({ status: 'waiting' }).where('kind', 'like', 'reminder%');
    const queued = await database()('outbox').where('messageType', 'like', 'reminder%').pluck('idempotency_key');
    return {
      waiting: Object.fromEntries(rows.map(({ key, validUntil }) => [key, new Date(validUntil)])),
      dueAt: new Map<string, Date>(rows.map(({ key, dueAt }) => [key, new Date(dueAt)])),
      queued: queued.sort(),
    };
  }

  describe('after any sequence of changes', () => {
    it('each person on a shift ahead has exactly the timers of their reminders, and gets exactly these', {
      timeout: 120_000,
    }, async () => {
      await using watch = await TestWatch.open(url());
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
          await begin(watch);
          const sent = new Set<string>();
          for (const given of steps) {
            watch.now = later(watch.now, 1000);
            await watch.services.transact((trx) => play(trx, watch, given));
            seen.add(given.what);
            await watch.services.timers.runDue();
            const now = watch.now;
            const expected = await listExpectedReminders(database(), now);
            // as a scan of all bookings at this moment would
            for (const { key, from, isQuiet } of expected) if (from <= now && !isQuiet(now)) sent.add(key);
            const ahead = expected.filter(({ key }) => !sent.has(key));
            const { waiting, dueAt, queued } = await found();
            expect(waiting, given.what).toEqual(Object.fromEntries(ahead.map(({ key, until }) => [key, until])));
            for (const { key, from, isQuiet } of ahead) {
              // in quiet hours a due reminder waits for their end
              if (now < from) expect(dueAt.get(key), key).toEqual(from);
              else expect(isQuiet(now) && !isQuiet(dueAt.get(key) ?? now), key).toBe(true);
            }
            expect(queued, given.what).toEqual([...sent].sort());
          }
          expect(watch.errors).toEqual([]);
          const before = await found();
          await watch.services.timers.plan();
          expect(await found(), 'planned once more').toEqual(before);
        }),
        { numRuns: EXAMPLES.length + RUNS, examples: EXAMPLES.map((steps) => [steps]) },
      );
      expect(seen.size).toBeGreaterThan(15);
    });
  });
});
