import { beforeEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot, type SlotRequest } from '#src/roster/bookings/book-slot.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import { at, bookingTools, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const tools = bookingTools('2026-11-27T20:00');
const startsAt = at('2026-11-28T00:00');
const nobody: BuddyChoice = { kind: 'none' };
const named = (phone: string | null): BuddyChoice => ({ kind: 'named', name: '', phone: phone ?? undefined });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  const bookAtOnce = async (requests: SlotRequest[]) => {
    const outcomes = await Promise.all(
      requests.map((request) => inTransaction(db(), (trx) => bookSlot(trx, tools, request))),
    );
    return outcomes.map(({ outcome }) => outcome).sort();
  };

  it('50 people book the same slot at once: one has it, 49 hear that it is taken', async () => {
    const { scheduleId } = await buildSchedule(db());
    const people = await Promise.all(times(50, () => buildVolunteer(db())));
    const outcomes = await bookAtOnce(people.map(({ userId }) => ({ userId, scheduleId, startsAt, buddy: nobody })));
    expect(outcomes).toEqual(['booked', ...times(49, () => 'taken')]);
    expect(await db()('bookings').select()).toHaveLength(1);
    expect(await db()('refs').select()).toHaveLength(1);
  });

  it('50 people book three slots at once: three have them, each its own', async () => {
    const { scheduleId } = await buildSchedule(db(), { capacity: 3 });
    const people = await Promise.all(times(50, () => buildVolunteer(db())));
    const buddies = times(50, (index) => named(`+4477009${String(index).padStart(5, '0')}`));
    const requests = people.map(({ userId }, index) => ({
      userId,
      scheduleId,
      startsAt,
      buddy: buddies[index] ?? nobody,
    }));
    const outcomes = await bookAtOnce(requests);
    expect(outcomes).toEqual([...times(3, () => 'booked'), ...times(47, () => 'taken')]);
    const rows = await db()('bookings').orderBy('slot').select('slot');
    expect(rows.map(({ slot }) => slot)).toEqual([1, 2, 3]);
  });

  it('one person books twenty overlapping shifts at once: one is booked', async () => {
    const { userId } = await buildVolunteer(db());
    const schedules = await Promise.all(times(20, () => buildSchedule(db())));
    const outcomes = await bookAtOnce(
      schedules.map(({ scheduleId }) => ({ userId, scheduleId, startsAt, buddy: nobody })),
    );
    expect(outcomes).toEqual(['booked', ...times(19, () => 'overlapping')]);
  });

  it('two people name each other for overlapping shifts at once: one wins', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [one, other] = [await buildVolunteer(db()), await buildVolunteer(db())];
      const [early, late] = [await buildSchedule(db()), await buildSchedule(db(), { cronExpr: '0 1 * * 6' })];
      const outcomes = await bookAtOnce([
        { userId: one.userId, scheduleId: early.scheduleId, startsAt, buddy: named(other.phone) },
        {
          userId: other.userId,
          scheduleId: late.scheduleId,
          startsAt: at('2026-11-28T01:00'),
          buddy: named(one.phone),
        },
      ]);
      expect(outcomes).toEqual(['booked', 'overlapping']);
    }
  });

  it('eight people name the same buddy at once: each books, and nobody learns of the others', async () => {
    const buddy = await buildVolunteer(db());
    const { scheduleId } = await buildSchedule(db(), { capacity: 8 });
    const people = await Promise.all(times(8, () => buildVolunteer(db())));
    const outcomes = await bookAtOnce(
      people.map(({ userId }) => ({ userId, scheduleId, startsAt, buddy: named(buddy.phone) })),
    );
    expect(outcomes).toEqual(times(8, () => 'booked'));
  });

  it('the daily limit on buddy numbers holds for bookings made at once', async () => {
    const { userId } = await buildVolunteer(db());
    const { scheduleId } = await buildSchedule(db(), { cronExpr: '0 * * * *', durationMinutes: 60 });
    const outcomes = await bookAtOnce(
      times(9, (hour) => ({
        userId,
        scheduleId,
        startsAt: at(`2026-11-29T0${hour}:00`),
        buddy: named(`+4477009${String(hour).padStart(5, '0')}`),
      })),
    );
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'tooManyNumbers')).toHaveLength(4);
  });

  it('a number that joins while it is being named ends up linked', async () => {
    for (let round = 0; round < 8; round += 1) {
      const phone = `+447701${String(round).padStart(6, '0')}`;
      const { userId } = await buildVolunteer(db());
      const { scheduleId } = await buildSchedule(db());
      const request = { userId, scheduleId, startsAt, buddy: named(phone) };
      const join = inTransaction(db(), async (trx) => {
        const newcomer = await buildVolunteer(trx, { phone });
        await linkBuddy(trx, tools.clock, newcomer);
        return newcomer;
      });
      const [newcomer] = await Promise.all([join, bookAtOnce([request])]);
      const endsAfter = tools.clock.now();
      const theirs = await inTransaction(db(), (trx) => listBookingsOf(trx, newcomer.userId, { endsAfter }));
      expect(theirs).toHaveLength(1);
    }
  });
});
