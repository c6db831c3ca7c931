import { beforeEach, expect, it } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import { findBookingByRef, listBookingsBetween, listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { dropBooking } from '#src/roster/bookings/drop-booking.ts';
import { releaseBookings } from '#src/roster/bookings/release-bookings.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, bookingTools, buildSchedule, buildVolunteer, clockAt, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const tools = bookingTools('2026-11-27T20:00');
const { clock } = tools;

async function booked(trx: Transaction, booker: User, buddyUser?: User, startsAt = '2026-11-28T00:00') {
  const { scheduleId } = await buildSchedule(trx);
  const buddy: BuddyChoice = buddyUser?.phone ? { kind: 'named', name: '', phone: buddyUser.phone } : { kind: 'none' };
  const outcome = await bookSlot(trx, tools, { userId: booker.userId, scheduleId, startsAt: at(startsAt), buddy });
  if (outcome.outcome !== 'booked') throw new Error(outcome.outcome);
  return outcome.details;
}

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  it('frees the slot at once when the booker drops, and says how late that is', () =>
    inTransaction(db(), async (trx) => {
      const [booker, buddy, next] = [await buildVolunteer(trx), await buildVolunteer(trx), await buildVolunteer(trx)];
      const { booking, shift } = await booked(trx, booker, buddy);
      const drop = { userId: booker.userId, bookingId: booking.bookingId };
      const dropped = await dropBooking(trx, clockAt('2026-11-27T22:00:30'), drop);
      expect(dropped).toMatchObject({ outcome: 'dropped', minutesToStart: 120 });
      expect(dropped).toMatchObject({ details: { buddyUser: { userId: buddy.userId } } });
      expect(await dropBooking(trx, clock, drop)).toMatchObject({ outcome: 'alreadyDropped' });
      const request = { userId: next.userId, scheduleId: shift.scheduleId, startsAt: shift.startsAt };
      const again = await bookSlot(trx, tools, { ...request, buddy: { kind: 'none' } });
      expect(again).toMatchObject({ outcome: 'booked', details: { booking: { slot: 1 } } });
      expect((await findBookingByRef(trx, booking.ref?.toLowerCase() ?? ''))?.booking.isLive).toBe(false);
      expect(await findBookingByRef(trx, 'Q0')).toBeUndefined();
    }));

  it('only takes the buddy off when the buddy drops', () =>
    inTransaction(db(), async (trx) => {
      const [booker, buddy] = [await buildVolunteer(trx), await buildVolunteer(trx)];
      const { booking } = await booked(trx, booker, buddy);
      const drop = { userId: buddy.userId, bookingId: booking.bookingId };
      const left = await dropBooking(trx, clock, drop);
      expect(left).toMatchObject({ outcome: 'buddyLeft', buddy: { userId: buddy.userId }, minutesToStart: 240 });
      expect(left).toMatchObject({ details: { booking: { buddyUserId: null, buddyName: null, droppedAt: null } } });
      expect(await dropBooking(trx, clock, drop)).toEqual({ outcome: 'notYours' });
    }));

  it('is refused to strangers, and to both once the shift has begun', () =>
    inTransaction(db(), async (trx) => {
      const [booker, buddy, stranger] = [
        await buildVolunteer(trx),
        await buildVolunteer(trx),
        await buildVolunteer(trx),
      ];
      const { bookingId } = (await booked(trx, booker, buddy)).booking;
      const running = clockAt('2026-11-28T00:01');
      for (const { userId } of [booker, buddy]) {
        expect(await dropBooking(trx, running, { userId, bookingId })).toMatchObject({ outcome: 'started' });
      }
      const notYours = { outcome: 'notYours' };
      expect(await dropBooking(trx, clock, { userId: stranger.userId, bookingId })).toEqual(notYours);
      expect(await dropBooking(trx, clock, { userId: booker.userId, bookingId: 999_999 })).toEqual(notYours);
    }));

  it('happens once when the same drop comes many times at once', async () => {
    const booker = await buildVolunteer(db());
    const { booking } = await inTransaction(db(), (trx) => booked(trx, booker));
    const drop = { userId: booker.userId, bookingId: booking.bookingId };
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => inTransaction(db(), (trx) => dropBooking(trx, clock, drop))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'alreadyDropped')).toHaveLength(9);
  });

  it('frees all that a departing member has ahead, and nothing else', () =>
    inTransaction(db(), async (trx) => {
      const [leaver, other] = [await buildVolunteer(trx), await buildVolunteer(trx)];
      const own = await booked(trx, leaver, other, '2026-11-28T02:00');
      const asBuddy = await booked(trx, other, leaver, '2026-11-29T00:00');
      const running = await booked(trx, leaver, undefined, '2026-11-28T00:00');
      const later = clockAt('2026-11-28T01:00');
      const freed = await releaseBookings(trx, later, leaver.userId);
      expect(freed.dropped.map(({ booking }) => booking.bookingId)).toEqual([own.booking.bookingId]);
      expect(freed.dropped[0]?.buddyUser?.userId).toBe(other.userId);
      expect(freed.buddyLeft.map(({ booking }) => booking.bookingId)).toEqual([asBuddy.booking.bookingId]);
      expect(freed.buddyLeft[0]?.booking.buddyUserId).toBeNull();
      expect(await releaseBookings(trx, later, leaver.userId)).toEqual({ dropped: [], buddyLeft: [] });
      const left = await listBookingsOf(trx, leaver.userId, { endsAfter: later.now() });
      expect(left.map(({ booking }) => booking.bookingId)).toEqual([running.booking.bookingId]);
    }));

  it('leaves the lists of live bookings, which have both people in them', () =>
    inTransaction(db(), async (trx) => {
      const [booker, buddy] = [await buildVolunteer(trx), await buildVolunteer(trx)];
      const late = await booked(trx, booker, buddy, '2026-11-28T02:00');
      const early = await booked(trx, buddy, booker, '2026-11-28T00:00');
      const ids = [early.booking.bookingId, late.booking.bookingId];
      const idsOf = (details: Awaited<ReturnType<typeof listBookingsOf>>) =>
        details.map((one) => one.booking.bookingId);
      const between = () => listBookingsBetween(trx, at('2026-11-28T00:00'), at('2026-11-28T02:01'));
      for (const { userId } of [booker, buddy]) {
        expect(idsOf(await listBookingsOf(trx, userId, { endsAfter: clock.now() }))).toEqual(ids);
        const [, second] = ids;
        expect(idsOf(await listBookingsOf(trx, userId, { endsAfter: at('2026-11-28T02:00') }))).toEqual([second]);
        const soon = { endsAfter: clock.now(), startsBefore: at('2026-11-28T02:00') };
        expect(idsOf(await listBookingsOf(trx, userId, soon))).toEqual(ids.slice(0, 1));
      }
      expect(idsOf(await between())).toEqual(ids);
      await dropBooking(trx, clock, { userId: booker.userId, bookingId: late.booking.bookingId });
      expect(idsOf(await between())).toEqual(ids.slice(0, 1));
    }));
});
