import type { Transaction } from '#src/db/connect.ts';
import { Schedule } from './schedule.ts';

/** All of them, also those that have ended: their dates decide what they still offer. */
export async function listSchedules(trx: Transaction): Promise<Schedule[]> {
  return Schedule.query(trx).orderBy('scheduleId');
}

export async function findSchedule(trx: Transaction, scheduleId: number): Promise<Schedule | undefined> {
  return Schedule.query(trx).findById(scheduleId);
}
