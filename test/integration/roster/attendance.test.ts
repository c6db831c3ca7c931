import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { checkIn, confirmPresence } from '#src/roster/attendance/check-in.ts';
import { findNearestBooking, listCheckInCandidates } from '#src/roster/attendance/check-in-candidates.ts';
import { checkOut } from '#src/roster/attendance/check-out.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import { dropBooking } from '#src/roster/bookings/drop-booking.ts';
import { listRoster } from '#src/roster/shifts/list-roster.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, bookingTools, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const tools = bookingTools('2026-11-27T20:00');

interface Scene {
  trx: Transaction;
  booker: User;
  buddy: User;
  bookingId: number;
  claim(user: User, wallClock: string): { userId: number; bookingId: number; at: Date };
}

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  /** Booked: Sat 28 Nov 00:00-02:00. */
  const scene = (play: (scene: Scene) => Promise<void>) =>
    inTransaction(db(), async (trx) => {
      const [booker, buddy] = [await buildVolunteer(trx), await buildVolunteer(trx)];
      const { scheduleId } = await buildSchedule(trx);
      const booked = await bookSlot(trx, tools, {
        userId: booker.userId,
        scheduleId,
        startsAt: at('2026-11-28T00:00'),
        buddy: { kind: 'named', name: '', phone: buddy.phone ?? undefined },
      });
      if (booked.outcome !== 'booked') throw new Error(booked.outcome);
      const { bookingId } = booked.details.booking;
      const claim = ({ userId }: User, wallClock: string) => ({ userId, bookingId, at: at(wallClock) });
      await play({ trx, booker, buddy, bookingId, claim });
    });

  describe('IN', () => {
    it('counts for each of the two, from 30 minutes before the start', () =>
      scene(async ({ trx, booker, buddy, claim }) => {
        const early = await checkIn(trx, claim(booker, '2026-11-27T23:29'));
        expect(early).toMatchObject({ outcome: 'tooEarly', opensAt: at('2026-11-27T23:30') });
        const since = at('2026-11-27T23:30');
        const first = await checkIn(trx, claim(booker, '2026-11-27T23:30'));
        expect(first).toMatchObject({ outcome: 'in', since, details: { booking: { attended: true } } });
        const again = await checkIn(trx, claim(booker, '2026-11-28T00:10'));
        expect(again).toMatchObject({ outcome: 'alreadyIn', since });
        expect(await checkIn(trx, claim(buddy, '2026-11-28T01:59'))).toMatchObject({ outcome: 'in' });
        expect(await trx('bookings').where({ attended: true }).select('bookingId')).toHaveLength(1);
        expect(await trx('checkIns').select()).toHaveLength(2);
      }));

    it('is asked back after the end, and too late half a day on', () =>
      scene(async ({ trx, booker, claim }) => {
        expect(await checkIn(trx, claim(booker, '2026-11-28T02:00'))).toMatchObject({ outcome: 'askPresence' });
        expect(await trx('checkIns').select()).toEqual([]);
        expect(await confirmPresence(trx, claim(booker, '2026-11-28T01:00'))).toMatchObject({ outcome: 'tooEarly' });
        expect(await confirmPresence(trx, claim(booker, '2026-11-28T14:00'))).toMatchObject({ outcome: 'tooLate' });
        expect(await checkIn(trx, claim(booker, '2026-11-28T14:00'))).toMatchObject({ outcome: 'tooLate' });
        const marked = await confirmPresence(trx, claim(booker, '2026-11-28T13:59'));
        expect(marked).toMatchObject({ outcome: 'marked', details: { booking: { attended: true } } });
        const again = { outcome: 'alreadyIn', since: null };
        expect(await confirmPresence(trx, claim(booker, '2026-11-28T13:59'))).toMatchObject(again);
        expect(await checkIn(trx, claim(booker, '2026-11-28T13:59'))).toMatchObject(again);
      }));

    it('is not for strangers, nor for a shift that was dropped', () =>
      scene(async ({ trx, booker, bookingId, claim }) => {
        const stranger = await buildVolunteer(trx);
        const now = '2026-11-28T00:10';
        for (const verb of [checkIn, confirmPresence, checkOut]) {
          expect(await verb(trx, claim(stranger, now))).toEqual({ outcome: 'notYours' });
        }
        await dropBooking(trx, tools.clock, { userId: booker.userId, bookingId });
        for (const verb of [checkIn, confirmPresence, checkOut]) {
          expect(await verb(trx, claim(booker, now))).toMatchObject({ outcome: 'dropped' });
        }
      }));
  });

  it('is written once when the same IN comes many times at once', async () => {
    let claim = { userId: 0, bookingId: 0, at: at('2026-11-28T00:10') };
    await scene(async ({ booker, bookingId }) => {
      claim = { ...claim, userId: booker.userId, bookingId };
    });
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => inTransaction(db(), (trx) => checkIn(trx, claim))),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([...Array(9).fill('alreadyIn'), 'in']);
  });

  it('OUT closes what IN opened, once, until half a day after the end', () =>
    scene(async ({ trx, booker, buddy, claim }) => {
      expect(await checkOut(trx, claim(booker, '2026-11-28T00:10'))).toMatchObject({ outcome: 'notIn' });
      await checkIn(trx, claim(booker, '2026-11-28T00:10'));
      const out = await checkOut(trx, claim(booker, '2026-11-28T02:05'));
      expect(out).toMatchObject({ outcome: 'out', at: at('2026-11-28T02:05') });
      const again = await checkOut(trx, claim(booker, '2026-11-28T15:00'));
      expect(again).toMatchObject({ outcome: 'alreadyOut', since: at('2026-11-28T02:05') });
      await checkIn(trx, claim(buddy, '2026-11-28T00:10'));
      expect(await checkOut(trx, claim(buddy, '2026-11-28T14:00'))).toMatchObject({ outcome: 'tooLate' });
    }));

  it('finds the shifts that an IN can mean, and else the next one', () =>
    scene(async ({ trx, booker, buddy, bookingId }) => {
      const candidates = async ({ userId }: User, wallClock: string) =>
        (await listCheckInCandidates(trx, { userId, at: at(wallClock) })).map(({ booking }) => booking.bookingId);
      for (const user of [booker, buddy]) {
        expect(await candidates(user, '2026-11-27T23:29')).toEqual([]);
        expect(await candidates(user, '2026-11-27T23:30')).toEqual([bookingId]);
        expect(await candidates(user, '2026-11-28T13:59')).toEqual([bookingId]);
        expect(await candidates(user, '2026-11-28T14:00')).toEqual([]);
        const { userId } = user;
        const nearest = await findNearestBooking(trx, { userId, at: at('2026-11-27T20:00') });
        expect(nearest?.booking.bookingId).toBe(bookingId);
        expect(await findNearestBooking(trx, { userId, at: at('2026-11-28T03:00') })).toBeUndefined();
      }
    }));

  it('shows on the roster of the night, beside the gaps', () =>
    scene(async ({ trx, booker, bookingId, claim }) => {
      await checkIn(trx, claim(booker, '2026-11-28T00:10'));
      const roster = await listRoster(trx, at('2026-11-27T18:00'), at('2026-11-28T06:00'));
      expect(roster.map(({ shift, open }) => [shift.startsAt, open])).toEqual([
        [at('2026-11-28T00:00'), 0],
        [at('2026-11-28T02:00'), 1],
      ]);
      expect(roster[0]?.bookings.map(({ booking }) => booking.bookingId)).toEqual([bookingId]);
      expect(roster[0]?.checkIns).toMatchObject([{ userId: booker.userId, inAt: at('2026-11-28T00:10'), outAt: null }]);
      await trx('schedules').update({ cronExpr: '0 20 * * *' });
      const after = await listRoster(trx, at('2026-11-27T18:00'), at('2026-11-28T06:00'));
      expect(after.map(({ shift, bookings, open }) => [shift.startsAt, bookings.length, open])).toEqual([
        [at('2026-11-27T20:00'), 0, 1],
        [at('2026-11-28T00:00'), 1, 0],
      ]);
    }));
});
