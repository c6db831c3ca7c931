import { beforeEach, describe, expect, it } from 'vitest';
import { bookShift } from '#src/actions/bookings/book-shift.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const BOOKED = at('2026-11-27T12:00');
const DOWN_SINCE = at('2026-11-27T17:59');
const UP_AGAIN = at('2026-11-27T23:59');

onBothDatabases((database, _kind, url) => {
  beforeEach(() => emptyWatch(database()));

  describe('an outage of six hours', () => {
    it('wakes nobody for a shift that is over, nor in the night for one of tomorrow', async () => {
      await using watch = await TestWatch.open(url());
      watch.now = BOOKED;
      const { userId } = await buildVolunteer(database());
      const buddy = await buildVolunteer(database());
      const { scheduleId } = await buildSchedule(database(), { cronExpr: '0 0,2,20 * * *' });
      const { services } = watch;
      const starts = ['27T20', '28T00', '28T02', '28T20'];
      for (const start of starts) {
        const startsAt = at(`2026-11-${start}:00`);
        const named = { kind: 'named', name: 'Sipho', phone: buddy.phone ?? '' } as const;
        const request = { cause: `test:${start}`, userId, scheduleId, startsAt, buddy: named };
        // nobody may name one number for so many shifts of a day
        await database()('buddyNumbers').delete();
        const { outcome } = await services.transact((trx) => bookShift(trx, services.settings, request));
        expect(outcome).toBe('booked');
      }
      const goOn = async (now: Date) => {
        watch.now = now;
        await services.timers.plan();
        await services.timers.runDue();
        await watch.drain();
        const types = watch.sender.attempts.splice(0).map(({ messageType }) => messageType);
        return types.filter((type) => type.startsWith('reminder'));
      };
      await goOn(DOWN_SINCE);

      expect(await goOn(UP_AGAIN)).toEqual(['reminder_2h', 'reminder_2h']);
      const bookingOf = async (start: string): Promise<number> =>
        (
          await database()('bookings')
            .where({ shiftStart: at(`2026-11-${start}:00`) })
            .first()
        ).bookingId;
      const statusOf = async (start: string) => {
        const timers = database()('timers').where({ subject: `booking:${await bookingOf(start)}` });
        return (await timers.where({ kind: 'reminder_2h' })).map(({ status }) => status);
      };
      const aboutOver = database()('outbox').where({ bookingId: await bookingOf('27T20') });
      expect(await aboutOver.where('createdAt', '>', DOWN_SINCE)).toEqual([]);
      expect(await statusOf('27T20')).toEqual(['expired', 'expired']);
      expect(await statusOf('28T00')).toEqual(['done', 'done']);
      expect(await statusOf('28T02')).toEqual(['waiting', 'waiting']);

      expect(await goOn(at('2026-11-28T00:00'))).toEqual(['reminder_2h', 'reminder_2h']);
      // the reminder a day before was due in the evening
      expect(await goOn(at('2026-11-28T07:59'))).toEqual([]);
      expect(await goOn(at('2026-11-28T08:00'))).toEqual(['reminder_24h', 'reminder_24h']);
    });
  });
});
