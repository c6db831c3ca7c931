import type { Transaction } from '#src/db/connect.ts';
import { type LockStrength, lockRows } from '#src/db/locking.ts';
import { Schedule } from './schedule.ts';
import { StoredException } from './schedule-exception.ts';

/** A schedule with all that decides when its shifts are. */
export type WholeSchedule = Schedule & { exceptions: StoredException[] };

/** All of them, also those that have ended: their dates decide what they still offer. */
export async function listSchedules(trx: Transaction): Promise<WholeSchedule[]> {
  return withExceptions(trx, await Schedule.query(trx).orderBy('scheduleId'));
}

export async function findSchedule(trx: Transaction, scheduleId: number): Promise<WholeSchedule | undefined> {
  const found = await Schedule.query(trx).findById(scheduleId);
  const [schedule] = await withExceptions(trx, found ? [found] : []);
  return schedule;
}

/**
 * The schedule as it stays until the commit. Who books shares it; who changes the rule, its exceptions or moves a
 * booking has it alone, so that no booking is made unseen for a shift that is being taken away. Before any other lock.
 */
export async function lockSchedule(
  trx: Transaction,
  scheduleId: number,
  strength: LockStrength,
): Promise<WholeSchedule | undefined> {
  await lockRows(trx, 'schedules.scheduleId', [scheduleId], strength);
  return findSchedule(trx, scheduleId);
}

/** One query, however many schedules. */
async function withExceptions(trx: Transaction, schedules: Schedule[]): Promise<WholeSchedule[]> {
  if (schedules.length === 0) return [];
  const ids = schedules.map(({ scheduleId }) => scheduleId);
  const stored = await StoredException.query(trx).whereIn('scheduleId', ids).orderBy('scheduleExceptionId');
  return schedules.map((schedule) => {
    const exceptions = stored.filter(({ scheduleId }) => scheduleId === schedule.scheduleId);
    return Object.assign(schedule, { exceptions });
  });
}
