import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot, type SlotRequest } from '#src/roster/bookings/book-slot.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, bookingTools, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const tools = bookingTools('2026-11-27T20:00');
const nobody: BuddyChoice = { kind: 'none' };
const named = (phone: string, name = ''): BuddyChoice => ({ kind: 'named', name, phone });

interface Scene {
  trx: Transaction;
  asker: User;
  schedule: Schedule;
  book(given?: Partial<SlotRequest>): ReturnType<typeof bookSlot>;
}

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  const scene = (play: (scene: Scene) => Promise<void>, given: Partial<Schedule> = {}) =>
    inTransaction(db(), async (trx) => {
      const asker = await buildVolunteer(trx);
      const schedule = await buildSchedule(trx, given);
      const usual = {
        userId: asker.userId,
        scheduleId: schedule.scheduleId,
        startsAt: at('2026-11-28T00:00'),
        buddy: nobody,
      };
      await play({ trx, asker, schedule, book: (other) => bookSlot(trx, tools, { ...usual, ...other }) });
    });

  describe('booking', () => {
    it('takes the lowest free slot and gives it a ref', () =>
      scene(
        async ({ trx, asker, book }) => {
          const first = await book();
          if (first.outcome !== 'booked') throw new Error(first.outcome);
          expect(first.buddyLinked).toBe(false);
          const { booking, shift, booker } = first.details;
          expect(booking.ref).toMatch(/^[A-Z]\d$/);
          expect(booking).toMatchObject({ slot: 1, attended: false, droppedAt: null, buddyUserId: null });
          expect(booking.isLive).toBe(true);
          expect(shift).toMatchObject({ startsAt: at('2026-11-28T00:00'), endsAt: at('2026-11-28T02:00') });
          expect(booker.userId).toBe(asker.userId);
          const second = await book({ userId: (await buildVolunteer(trx)).userId });
          expect(second).toMatchObject({ outcome: 'booked', details: { booking: { slot: 2 } } });
          await trx('bookings').where({ bookingId: booking.bookingId }).update({ droppedAt: tools.clock.now() });
          const third = await book({ userId: (await buildVolunteer(trx)).userId });
          expect(third).toMatchObject({ outcome: 'booked', details: { booking: { slot: 1 } } });
          expect(await book({ userId: (await buildVolunteer(trx)).userId })).toEqual({ outcome: 'taken' });
        },
        { capacity: 2 },
      ));

    it('is refused for what is no shift, or one that has begun', () =>
      scene(async ({ book }) => {
        expect(await book({ scheduleId: 999_999 })).toEqual({ outcome: 'noSuchSchedule' });
        expect(await book({ startsAt: at('2026-11-28T00:30') })).toEqual({ outcome: 'notAShift' });
        expect(await book({ startsAt: at('2026-11-23T02:00') })).toEqual({ outcome: 'started' });
      }));

    it('twice is answered with the booking that there is', () =>
      scene(async ({ book }) => {
        const first = await book();
        const again = await book();
        if (first.outcome !== 'booked' || again.outcome !== 'overlapping') throw new Error(again.outcome);
        expect(again.details.booking.bookingId).toBe(first.details.booking.bookingId);
      }));

    it('of overlapping shifts is refused, of adjoining ones not', () =>
      scene(async ({ trx, book }) => {
        const other = await buildSchedule(trx, { cronExpr: '0 1 * * *' });
        expect(await book()).toMatchObject({ outcome: 'booked' });
        const overlapping = { scheduleId: other.scheduleId, startsAt: at('2026-11-28T01:00') };
        expect(await book(overlapping)).toMatchObject({ outcome: 'overlapping' });
        expect(await book({ startsAt: at('2026-11-28T02:00') })).toMatchObject({ outcome: 'booked' });
      }));
  });

  describe('a buddy', () => {
    it('who is a member is linked under the registered name, and has a shift then', () =>
      scene(
        async ({ trx, book }) => {
          const buddy = await buildVolunteer(trx, { name: 'Joseph Banda', phone: '+27835550001' });
          const booked = await book({ buddy: named('+27835550001', 'Joe') });
          if (booked.outcome !== 'booked') throw new Error(booked.outcome);
          expect(booked.buddyLinked).toBe(true);
          expect(booked.details.buddyUser?.userId).toBe(buddy.userId);
          expect(booked.details.booking).toMatchObject({
            buddyUserId: buddy.userId,
            buddyName: 'Joseph Banda',
            buddyPhone: '+27835550001',
            buddySince: tools.clock.now(),
          });
          expect(await book({ userId: buddy.userId })).toMatchObject({ outcome: 'overlapping' });
          const other = await buildVolunteer(trx);
          const request = { userId: other.userId, buddy: named('+27835550001') };
          const busy = await book({ ...request, isByCoordinator: true });
          expect(busy).toEqual({ outcome: 'buddyBusy', name: 'Joseph Banda' });
          expect(await book(request)).toMatchObject({ outcome: 'booked', buddyLinked: true });
        },
        { capacity: 3 },
      ));

    it.each(['pending', 'suspended', 'left'] as const)('who is %s is kept as named, not linked', (status) =>
      scene(async ({ trx, book }) => {
        await buildVolunteer(trx, { status, phone: '+27835550001' });
        const booked = await book({ buddy: named('+27835550001', ' Joe ') });
        expect(booked).toMatchObject({ outcome: 'booked', buddyLinked: false });
        if (booked.outcome !== 'booked') return;
        const { booking } = await getBookingDetails(trx, booked.details.booking.bookingId);
        expect(booking).toMatchObject({ buddyUserId: null, buddyName: 'Joe', buddyPhone: '+27835550001' });
        expect(booking.buddySince).toBeNull();
      }),
    );

    it('may be a name alone, or a number alone', () =>
      scene(async ({ book }) => {
        expect(await book({ buddy: { kind: 'named', name: 'Gogo' } })).toMatchObject({
          details: { booking: { buddyName: 'Gogo', buddyPhone: null } },
        });
        const second = await book({ startsAt: at('2026-11-28T02:00'), buddy: named('+27835550009') });
        expect(second).toMatchObject({ details: { booking: { buddyName: null, buddyPhone: '+27835550009' } } });
      }));

    it('with a name longer than 40 letters is cut, not refused', () =>
      scene(async ({ book }) => {
        const booked = await book({ buddy: { kind: 'named', name: 'Ö'.repeat(60) } });
        expect(booked).toMatchObject({ details: { booking: { buddyName: 'Ö'.repeat(40) } } });
      }));

    it('is never oneself', () =>
      scene(async ({ trx, asker, book }) => {
        const buddy = named(asker.phone ?? '');
        expect(await book({ buddy })).toEqual({ outcome: 'buddyIsSelf' });
        expect(await trx('bookings').select()).toEqual([]);
        expect(await trx('buddyNumbers').select()).toEqual([]);
      }));

    it('can be one of five different numbers a day, one of which may come again', () =>
      scene(
        async ({ trx, asker, schedule, book }) => {
          const hours = [8, 9, 10, 11, 12, 13, 14];
          const day = (hour: number) => at(`2026-11-29T${String(hour).padStart(2, '0')}:00`);
          for (const [index, hour] of hours.slice(0, 5).entries()) {
            const booked = await book({ startsAt: day(hour), buddy: named(`+2783555000${index}`) });
            expect(booked.outcome).toBe('booked');
          }
          expect(await book({ startsAt: day(13), buddy: named('+27835550003') })).toMatchObject({ outcome: 'booked' });
          expect(await book({ startsAt: day(14), buddy: named('+27835550008') })).toEqual({
            outcome: 'tooManyNumbers',
          });
          expect(await book({ startsAt: day(14) })).toMatchObject({ outcome: 'booked' });
          const tomorrow = bookingTools('2026-11-28T00:01');
          const { userId } = asker;
          const next = { userId, scheduleId: schedule.scheduleId, startsAt: day(15), buddy: named('+27835550008') };
          expect(await bookSlot(trx, tools, next)).toEqual({ outcome: 'tooManyNumbers' });
          expect(await bookSlot(trx, tomorrow, next)).toMatchObject({ outcome: 'booked' });
        },
        { cronExpr: '0 * * * *', durationMinutes: 60 },
      ));
  });
});
