import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { DAY, HOUR, after as later } from '#src/platform/duration.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { findNextOpenShift, listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import {
  at,
  bookingTools,
  buildSchedule,
  buildVolunteer,
  emptyRoster,
  WATCH_ZONE,
} from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const from = at('2026-11-27T12:00');
const to = at('2026-11-30T12:00');
const tools = bookingTools('2026-11-27T12:00');
const starts = (shifts: Shift[]) => shifts.map(({ startsAt }) => formatZoned(startsAt, WATCH_ZONE, 'ccc HH:mm'));

onBothDatabases((db) => {
  beforeEach(() => emptyRoster(db()));

  it('lists every schedule in order, a page at a time', async () => {
    await inTransaction(db(), async (trx) => {
      const { userId } = await buildVolunteer(trx);
      await buildSchedule(trx);
      const other = await buildSchedule(trx, { name: 'Sunday Walk', cronExpr: '0 0,9 * * 0' });
      const first = await listOpenShifts(trx, { userId, from, to, limit: 4 });
      expect(starts(first.shifts)).toEqual(['Sat 00:00', 'Sat 02:00', 'Sun 00:00', 'Sun 00:00']);
      expect(first.shifts.at(-1)?.scheduleId).toBe(other.scheduleId);
      expect(first.hasMore).toBe(true);
      const rest = await listOpenShifts(trx, { userId, from, to, after: first.shifts.at(-1), limit: 4 });
      expect(starts(rest.shifts)).toEqual(['Sun 02:00', 'Sun 09:00', 'Mon 00:00', 'Mon 02:00']);
      expect(rest.hasMore).toBe(false);
    });
  });

  it('lists what begins at the first moment and not at the last', async () => {
    await inTransaction(db(), async (trx) => {
      const { userId } = await buildVolunteer(trx);
      await buildSchedule(trx);
      const exact = { userId, from: at('2026-11-28T00:00'), to: at('2026-11-28T02:00'), limit: 9 };
      expect(starts((await listOpenShifts(trx, exact)).shifts)).toEqual(['Sat 00:00']);
    });
  });

  it('leaves out what is full, for everybody', async () => {
    await inTransaction(db(), async (trx) => {
      const asker = await buildVolunteer(trx);
      const { scheduleId } = await buildSchedule(trx, { capacity: 2 });
      const startsAt = at('2026-11-28T00:00');
      const saturday = async () => {
        const { shifts } = await listOpenShifts(trx, { userId: asker.userId, from, to, limit: 1 });
        return starts(shifts);
      };
      for (const expected of ['Sat 00:00', 'Sat 02:00']) {
        const { userId } = await buildVolunteer(trx);
        await bookSlot(trx, tools, { userId, scheduleId, startsAt, buddy: { kind: 'none' } });
        expect(await saturday()).toEqual([expected]);
      }
    });
  });

  it('leaves out what overlaps the shifts that the asker has, as booker or as buddy', async () => {
    await inTransaction(db(), async (trx) => {
      const booker = await buildVolunteer(trx);
      const buddy = await buildVolunteer(trx, { phone: '+27831112222' });
      const { scheduleId } = await buildSchedule(trx, { capacity: 9 });
      await buildSchedule(trx, { cronExpr: '0 1,2 * * 6' });
      const wanted = { userId: booker.userId, scheduleId, startsAt: at('2026-11-28T00:00') };
      await bookSlot(trx, tools, { ...wanted, buddy: { kind: 'named', name: '', phone: '+27831112222' } });
      for (const { userId } of [booker, buddy]) {
        const { shifts } = await listOpenShifts(trx, { userId, from, to, limit: 3 });
        expect(starts(shifts)).toEqual(['Sat 02:00', 'Sat 02:00', 'Sun 00:00']);
      }
      const halfway = { userId: buddy.userId, from: at('2026-11-28T00:30'), to, limit: 1 };
      expect(starts((await listOpenShifts(trx, halfway)).shifts)).toEqual(['Sat 02:00']);
    });
  });

  it('finds the next open shift beyond the fortnight, within its horizon', async () => {
    await inTransaction(db(), async (trx) => {
      const { userId } = await buildVolunteer(trx);
      await buildSchedule(trx, { cronExpr: '0 22 1 3 *' });
      const next = await findNextOpenShift(trx, { userId, from, horizonDays: 200 });
      expect(next?.startsAt).toEqual(at('2027-03-01T22:00'));
      expect(await findNextOpenShift(trx, { userId, from, horizonDays: 60 })).toBeUndefined();
    });
  });

  it('lists nothing that can not be booked, in zones that change their clocks too', async () => {
    const weeks = fc.constantFrom('2026-03-28', '2026-10-24', '2026-11-27');
    const zones = fc.constantFrom('Europe/London', 'Australia/Lord_Howe', WATCH_ZONE);
    const crons = fc.constantFrom('0 0,1,2 * * *', '30 1 * * *', '0 */3 * * 6,0', '30 * * * 0');
    await fc.assert(
      fc.asyncProperty(weeks, zones, crons, fc.nat(30), fc.nat(8), async (date, timezone, cronExpr, hours, pick) => {
        await emptyRoster(db());
        const now = later(at(`${date}T00:00`, timezone), hours * HOUR);
        const clock = { now: () => now };
        await inTransaction(db(), async (trx) => {
          const { userId } = await buildVolunteer(trx);
          await buildSchedule(trx, { timezone, cronExpr, durationMinutes: 60 });
          const range = { userId, from: now, to: later(now, 2 * DAY), limit: 9 };
          const open = async () => (await listOpenShifts(trx, range)).shifts;
          for (let shifts = await open(); shifts[0]; shifts = await open()) {
            const { scheduleId, startsAt } = shifts[pick % shifts.length] ?? shifts[0];
            const request = { userId, scheduleId, startsAt, buddy: { kind: 'none' } } as const;
            expect(await bookSlot(trx, { ...tools, clock }, request)).toMatchObject({ outcome: 'booked' });
          }
        });
      }),
      { numRuns: 20 },
    );
  });
});
