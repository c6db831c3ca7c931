import { beforeEach, expect, it } from 'vitest';
import { bookShift } from '#src/actions/bookings/book-shift.ts';
import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { moveShift } from '#src/actions/bookings/move-shift.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { countDeadlocks } from '#test/support/count-deadlocks.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const BOOKINGS = 36;
const BOOKED = at('2026-11-20T12:00');
const DUE = at('2026-11-27T18:00');
const START = at('2026-11-27T20:00');
const OTHER_START = at('2026-11-29T20:00');

onBothDatabases((database, kind, url) => {
  beforeEach(() => emptyWatch(database()));

  it('two processes run reminders while people drop and move their shifts: no errors, no deadlocks, each sent once', async () => {
    const watches = await Promise.all([1, 2, 3].map(() => TestWatch.open(url())));
    const [first, second, third] = watches as [TestWatch, TestWatch, TestWatch];
    const moveTo = (now: Date) => {
      for (const watch of watches) watch.now = now;
    };
    moveTo(BOOKED);
    const { scheduleId } = await buildSchedule(database(), { cronExpr: '0 20 * * *', capacity: BOOKINGS });
    const { settings, transact } = third.services;
    const bookings: { bookingId: number; userId: number }[] = [];
    for (let index = 0; index < BOOKINGS; index += 1) {
      const { userId } = await buildVolunteer(database());
      const { phone } = await buildVolunteer(database());
      const buddy = { kind: 'named', name: 'Buddy', phone: phone ?? '' } as const;
      const request = { cause: `test:${index}`, userId, scheduleId, startsAt: START, buddy };
      const booked = await transact((trx) => bookShift(trx, settings, request));
      if (booked.outcome !== 'booked') throw new Error(booked.outcome);
      bookings.push({ bookingId: booked.details.booking.bookingId, userId });
    }
    moveTo(DUE);
    const before = kind === 'PostgreSQL' ? await countDeadlocks(database()) : 0;

    const change = async (
      { bookingId, userId }: { bookingId: number; userId: number },
      index: number,
    ): Promise<void> => {
      const cause = `change:${index}`;
      if (index % 3 === 0) {
        await transact((trx) => dropShift(trx, settings, { cause, userId, bookingId, words: '' }));
      }
      if (index % 3 === 1) {
        const move = { bookingId, scheduleId, startsAt: OTHER_START };
        await transact((trx) => moveShift(trx, settings, { cause, actor: OPERATOR, channel: 'api', ...move }));
      }
    };
    // from the end, so that they meet the runners in the middle
    const changing = Promise.all(bookings.toReversed().map(change));
    await Promise.all([first.services.timers.runDue(), second.services.timers.runDue(), changing]);
    await first.services.timers.runDue();

    expect(watches.flatMap(({ errors }) => errors)).toEqual([]);
    const due = database()('timers').where({ status: 'waiting' }).where('dueAt', '<=', DUE);
    expect(await due).toEqual([]);
    const sent: { bookingId: number; total: number | string }[] = await database()('outbox')
      .where({ messageType: 'reminder_2h' })
      .groupBy('bookingId')
      .select('bookingId')
      .count('* as total');
    const sentFor = new Map(sent.map(({ bookingId, total }) => [bookingId, Number(total)]));
    const kept = bookings.toReversed().filter((_, index) => index % 3 === 2);
    expect(kept.map(({ bookingId }) => sentFor.get(bookingId))).toEqual(kept.map(() => 2));
    expect(Math.max(...sentFor.values())).toBe(2);
    for (const watch of watches) await watch[Symbol.asyncDispose]();
    if (kind === 'PostgreSQL') expect((await countDeadlocks(database())) - before).toBe(0);
  }, 60_000);
});
