import type { Transaction } from '#src/db/connect.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { type Shift, shiftAt } from '#src/roster/schedules/occurrences.ts';

/** The shifts that start at exactly this instant, open or not, by schedule. */
export async function listShiftsAt(trx: Transaction, instant: Date): Promise<Shift[]> {
  const schedules = await listSchedulesDuring(trx, instant, after(instant, MINUTE));
  return schedules.flatMap((schedule) => shiftAt(schedule, instant) ?? []);
}
