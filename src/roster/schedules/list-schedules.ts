import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { after, before, DAY } from '#src/platform/duration.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { Schedule } from './schedule.ts';
import { StoredException } from './schedule-exception.ts';

/** A schedule with all that decides when its shifts are. */
export type ScheduleWithExceptions = Schedule & { exceptions: StoredException[] };

/** All of them, also those that have ended: their dates decide what they still offer. */
export async function listSchedules(trx: Transaction): Promise<ScheduleWithExceptions[]> {
  const [schedules, exceptions] = await runConcurrently(
    Schedule.query(trx).orderBy('scheduleId'),
    StoredException.query(trx).orderBy('scheduleExceptionId'),
  );
  return withExceptions(schedules, exceptions);
}

/** Those that may have a shift with `from <= start < to`, with the exceptions that may matter to one: not all of the years before. */
export async function listSchedulesDuring(trx: Transaction, from: Date, to: Date): Promise<ScheduleWithExceptions[]> {
  // no zone is further from UTC than 14 hours, so a day on either side holds every local date
  const [first, last] = [localDateOf(before(from, DAY), 'UTC'), localDateOf(after(to, DAY), 'UTC')];
  const schedules = Schedule.query(trx)
    .where((lasting) => lasting.whereNull('endDate').orWhere('endDate', '>=', first))
    .where((begun) => begun.whereNull('startDate').orWhere('startDate', '<=', last))
    .orderBy('scheduleId');
  const exceptions = StoredException.query(trx)
    .whereBetween('skippedDate', [first, last])
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
 * The schedule as it stays until the commit, for who changes the rule, its exceptions or moves a booking: alone, so that no
 * booking is made unseen for a shift that is being taken away. Before any other lock.
 */
export async function lockSchedule(trx: Transaction, scheduleId: number): Promise<ScheduleWithExceptions | undefined> {
  await lockRows(trx, 'schedules', [scheduleId]);
  return findSchedule(trx, scheduleId);
}

/** The same for who books, beside others who do: nobody changes it until the commit. Before any other lock. */
export async function lockScheduleShared(trx: Transaction, scheduleId: number): Promise<void> {
  await lockRows(trx, 'schedules', [scheduleId], 'share');
}

function withExceptions(schedules: Schedule[], stored: StoredException[]): ScheduleWithExceptions[] {
  const bySchedule = Map.groupBy(stored, ({ scheduleId }) => scheduleId);
  return schedules.map((schedule) =>
    Object.assign(schedule, { exceptions: bySchedule.get(schedule.scheduleId) ?? [] }),
  );
}
