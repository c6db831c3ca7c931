import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import type { Booking } from '#src/roster/bookings/booking.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { dropBooking } from '#src/roster/bookings/drop-booking.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import { changeBuddy } from '#src/roster/buddies/change-buddy.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, bookingTools, buildSchedule, buildVolunteer, clockAt, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const tools = bookingTools('2026-11-27T20:00');
const { clock } = tools;
const nobody: BuddyChoice = { kind: 'none' };
const named = (phone: string | null, name = ''): BuddyChoice => ({ kind: 'named', name, phone: phone ?? undefined });

async function booked(trx: Transaction, booker: User, buddy: BuddyChoice, startsAt = '2026-11-28T00:00') {
  const { scheduleId } = await buildSchedule(trx);
  const outcome = await bookSlot(trx, tools, { userId: booker.userId, scheduleId, startsAt: at(startsAt), buddy });
  if (outcome.outcome !== 'booked') throw new Error(outcome.outcome);
  return outcome.details.booking;
}

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  describe('changing the buddy', () => {
    const scene = (play: (scene: { trx: Transaction; booker: User; first: User; booking: Booking }) => Promise<void>) =>
      inTransaction(db(), async (trx) => {
        const booker = await buildVolunteer(trx);
        const first = await buildVolunteer(trx);
        await play({ trx, booker, first, booking: await booked(trx, booker, named(first.phone)) });
      });

    it('links the new one, lets the old one go, and is harmless when repeated', () =>
      scene(async ({ trx, booker, first, booking: { bookingId } }) => {
        const second = await buildVolunteer(trx);
        const change = { userId: booker.userId, bookingId, buddy: named(second.phone, 'Somebody') };
        const outcome = await changeBuddy(trx, tools, change);
        if (outcome.outcome !== 'changed') throw new Error(outcome.outcome);
        expect(outcome.previousBuddy?.userId).toBe(first.userId);
        expect(outcome.buddyLinked).toBe(true);
        expect(outcome.details.buddyUser?.userId).toBe(second.userId);
        expect(outcome.details.booking.buddyName).toBe(second.name);
        expect(await changeBuddy(trx, tools, change)).toMatchObject({ outcome: 'unchanged' });
      }));

    it('to a stranger or to nobody unlinks', () =>
      scene(async ({ trx, booker, first, booking: { bookingId } }) => {
        const to = (buddy: BuddyChoice) => changeBuddy(trx, tools, { userId: booker.userId, bookingId, buddy });
        const stranger = await to(named('+27835550001', 'Gogo'));
        expect(stranger).toMatchObject({ outcome: 'changed', buddyLinked: false });
        expect(stranger).toMatchObject({ previousBuddy: { userId: first.userId } });
        expect(stranger).toMatchObject({ details: { booking: { buddyUserId: null, buddyName: 'Gogo' } } });
        expect(await to(named('+27835550001', 'Gogo'))).toMatchObject({ outcome: 'unchanged' });
        const alone = await to(nobody);
        expect(alone).toMatchObject({
          outcome: 'changed',
          details: { booking: { buddyPhone: null, buddyName: null } },
        });
        expect(alone).not.toHaveProperty('previousBuddy');
        expect(await to(nobody)).toMatchObject({ outcome: 'unchanged' });
      }));

    it('is refused to others, for oneself, and for one number too many', () =>
      scene(async ({ trx, booker, first, booking: { bookingId } }) => {
        const { userId } = booker;
        const busy = await buildVolunteer(trx);
        await booked(trx, busy, nobody);
        const to = (buddy: BuddyChoice) => changeBuddy(trx, tools, { userId, bookingId, buddy });
        const byBuddy = await changeBuddy(trx, tools, { userId: first.userId, bookingId, buddy: nobody });
        expect(byBuddy).toEqual({ outcome: 'notYours' });
        expect(await changeBuddy(trx, tools, { userId, bookingId: 999_999, buddy: nobody })).toEqual(byBuddy);
        expect(await to(named(booker.phone))).toEqual({ outcome: 'buddyIsSelf' });
        expect(await to(named(busy.phone))).toMatchObject({ outcome: 'changed', buddyLinked: true });
        for (const last of [1, 2, 3]) {
          expect(await to(named(`+2783555000${last}`))).toMatchObject({ outcome: 'changed' });
        }
        expect(await to(named('+27835550005'))).toEqual({ outcome: 'tooManyNumbers' });
        expect(await to(named(first.phone))).toMatchObject({ outcome: 'changed', buddyLinked: true });
      }));

    it('goes on until the end of the shift, and not once it is dropped', () =>
      scene(async ({ trx, booker, booking: { bookingId } }) => {
        const change = { userId: booker.userId, bookingId, buddy: named('+27835550001') };
        const ended = await changeBuddy(trx, bookingTools('2026-11-28T02:00'), change);
        expect(ended.outcome).toBe('ended');
        expect(await changeBuddy(trx, bookingTools('2026-11-28T01:59'), change)).toMatchObject({ outcome: 'changed' });
        await dropBooking(trx, clock, { userId: booker.userId, bookingId });
        expect(await changeBuddy(trx, tools, change)).toMatchObject({ outcome: 'dropped' });
      }));
  });

  describe('a number that was named and now joins', () => {
    it('is linked to the shifts ahead and running, once', () =>
      inTransaction(db(), async (trx) => {
        const booker = await buildVolunteer(trx);
        const phone = '+27835550001';
        const ahead = await booked(trx, booker, named(phone, 'Joe'));
        const dropped = await booked(trx, booker, named(phone), '2026-11-29T00:00');
        await dropBooking(trx, clock, { userId: booker.userId, bookingId: dropped.bookingId });
        const newcomer = await buildVolunteer(trx, { phone, name: 'Joseph Banda' });
        const during = clockAt('2026-11-28T01:00');
        const linked = await linkBuddy(trx, during, newcomer);
        expect(linked.map(({ booking }) => booking.bookingId)).toEqual([ahead.bookingId]);
        expect(linked[0]?.buddyUser?.userId).toBe(newcomer.userId);
        expect(linked[0]?.booking).toMatchObject({ buddyName: 'Joseph Banda', buddySince: during.now() });
        expect(await linkBuddy(trx, during, newcomer)).toEqual([]);
      }));

    it('is not linked to what is over, nor to two shifts at one time', () =>
      inTransaction(db(), async (trx) => {
        const phone = '+27835550001';
        const first = await booked(trx, await buildVolunteer(trx), named(phone));
        const second = await booked(trx, await buildVolunteer(trx), named(phone));
        const newcomer = await buildVolunteer(trx, { phone });
        expect(await linkBuddy(trx, clockAt('2026-11-28T02:00'), newcomer)).toEqual([]);
        const linked = await linkBuddy(trx, clock, newcomer);
        expect(linked.map(({ booking }) => booking.bookingId)).toEqual([first.bookingId]);
        const { booking } = await getBookingDetails(trx, second.bookingId);
        expect(booking).toMatchObject({ buddyUserId: null, buddyPhone: phone });
      }));
  });
});
