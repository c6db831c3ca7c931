import { beforeEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { after, DAY, HOUR } from '#src/platform/duration.ts';
import { listRoster, listRosterStart } from '#src/roster/shifts/list-roster.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const from = at('2026-11-28T00:00');
const to = after(from, 7 * DAY);

onBothDatabases((database) => {
  beforeEach(() => emptyRoster(database()));

  /** Fills so many slots of the first shift of a schedule that has two shifts on each day. */
  async function fillShift(booked: number): Promise<void> {
    const db = database();
    const { scheduleId } = await buildSchedule(db, { cronExpr: '0 0,2 * * *', capacity: 99 });
    const { userId } = await buildVolunteer(db);
    const rows = Array.from({ length: booked }, (_, index) => ({
      ...{ userId, scheduleId, shiftStart: from, shiftEnd: after(from, 2 * HOUR), createdAt: from },
      ...{ slot: index + 1, ref: `${scheduleId}X${index}` },
    }));
    for (let done = 0; done < rows.length; done += 50) await db('bookings').insert(rows.slice(done, done + 50));
  }

  it('the start of a roster is all of it, if there is not much', async () => {
    await fillShift(3);
    const { all, start } = await inTransaction(database(), async (trx) => ({
      all: await listRoster(trx, from, to),
      start: await listRosterStart(trx, { from, to }),
    }));
    expect(all).toHaveLength(14);
    expect(start).toEqual({ entries: all, isComplete: true });
  });

  it('the start of a long roster is its first shifts, each with everybody on it, and says that there are more', async () => {
    for (const booked of [90, 90, 90]) await fillShift(booked);
    await buildSchedule(database(), { cronExpr: '*/30 * * * *', durationMinutes: 30 });
    const { all, start } = await inTransaction(database(), async (trx) => ({
      all: await listRoster(trx, from, to),
      start: await listRosterStart(trx, { from, to }),
    }));
    expect(start.isComplete).toBe(false);
    expect(start.entries).toEqual(all.slice(0, 2));
    const later = await inTransaction(database(), (trx) => listRosterStart(trx, { from: after(from, 1), to }));
    expect(later.isComplete).toBe(false);
    expect(later.entries).toEqual(all.slice(4, 4 + later.entries.length));
    expect(later.entries.length).toBeGreaterThan(100);
  });
});
