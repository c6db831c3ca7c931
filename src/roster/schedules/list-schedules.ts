import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { after, before, DAY } from '#src/platform/duration.ts';
import { addDays, localDateOf } from '#src/platform/zoned-time.ts';
import { Schedule } from './schedule.ts';
import { StoredException } from './schedule-exception.ts';

/** A schedule with everything that decides when its shifts are. */
export type ScheduleWithExceptions = Schedule & { exceptions: StoredException[] };

/** Schedules that may have a shift with `from <= start < to`, with the exceptions of that time only. */
export async function listSchedulesDuring(trx: Transaction, from: Date, to: Date): Promise<ScheduleWithExceptions[]> {
  // no zone is more than 14 hours from UTC, so a day on either side covers every local date
  const [first, last] = [localDateOf(before(from, DAY), 'UTC'), localDateOf(after(to, DAY), 'UTC')];
  const schedules = Schedule.query(trx)
    .where((lasting) => lasting.whereNull('endDate').orWhere('endDate', '>=', first))
    .where((begun) => begun.whereNull('startDate').orWhere('startDate', '<=', last))
    .orderBy('scheduleId');
  const exceptions = StoredException.query(trx)
    .whereBetween('skippedDate', [first, last])
    // the night before the first date lasts into it
    .orWhereBetween('skippedNight', [addDays(first, -1), last])
    .orWhereBetween('addedStart', [from, to])
    .orderBy('scheduleExceptionId');
  return withExceptions(...(await runConcurrently(schedules, exceptions)));
}

export async function findSchedule(trx: Transaction, scheduleId: number): Promise<ScheduleWithExceptions | undefined> {
  const [found, exceptions] = await runConcurrently(
    Schedule.query(trx).findById(scheduleId),
    StoredException.query(trx).where({ scheduleId }).orderBy('scheduleExceptionId'),
  );
  return found && Object.assign(found, { exceptions });
}

/**
 * An exclusive lock, for a change of the rule or its exceptions and for moving a booking. It keeps others from booking a
 * shift that is being removed. Schedules are locked before people and bookings.
 */
export async function lockSchedule(trx: Transaction, scheduleId: number): Promise<ScheduleWithExceptions | undefined> {
  await lockRows(trx, 'schedules', [scheduleId]);
  return findSchedule(trx, scheduleId);
}

/** A shared lock, for booking: others may book at the same time, but nobody changes the schedule until the commit. */
export async function lockScheduleShared(trx: Transaction, scheduleId: number): Promise<void> {
  await lockRows(trx, 'schedules', [scheduleId], 'share');
}

export function withExceptions(schedules: Schedule[], stored: StoredException[]): ScheduleWithExceptions[] {
  const bySchedule = Map.groupBy(stored, ({ scheduleId }) => scheduleId);
  return schedules.map((schedule) =>
    Object.assign(schedule, { exceptions: bySchedule.get(schedule.scheduleId) ?? [] }),
  );
}

export async function getSchedule(trx: Transaction, scheduleId: number): Promise<ScheduleWithExceptions> {
  const schedule = await findSchedule(trx, scheduleId);
  if (!schedule) throw new Error(`there is no schedule ${scheduleId}`);
  return schedule;
}
