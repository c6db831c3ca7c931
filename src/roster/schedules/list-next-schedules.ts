import type { Transaction } from '#src/db/connect.ts';
import { type ScheduleWithExceptions, withExceptions } from './list-schedules.ts';
import { Schedule } from './schedule.ts';
import { StoredException } from './schedule-exception.ts';

/** The first schedules after this id, without their exceptions. */
export async function listNextSchedules(
  trx: Transaction,
  { afterId = 0, limit }: { afterId?: number | undefined; limit: number },
): Promise<Schedule[]> {
  return Schedule.query(trx).where('scheduleId', '>', afterId).orderBy('scheduleId').limit(limit);
}

/** The first schedules after this id, and as many exceptions of them as a page may have. At least one schedule. */
export async function listNextWholeSchedules(
  trx: Transaction,
  { mostExceptions, ...page }: { afterId?: number | undefined; limit: number; mostExceptions: number },
): Promise<{ rows: ScheduleWithExceptions[]; hasMore: boolean }> {
  const found = await listNextSchedules(trx, { ...page, limit: page.limit + 1 });
  const schedules = found.slice(0, page.limit);
  const ids = schedules.map(({ scheduleId }) => scheduleId);
  const counts: { scheduleId: number; total: number | string }[] = await trx('schedule_exceptions')
    .whereIn('scheduleId', ids)
    .groupBy('scheduleId')
    .select('scheduleId')
    .count('* as total');
  const countOf = new Map(counts.map(({ scheduleId, total }) => [scheduleId, Number(total)]));
  let exceptions = 0;
  const tooFar = schedules.findIndex(({ scheduleId }, index) => {
    exceptions += countOf.get(scheduleId) ?? 0;
    return index > 0 && exceptions > mostExceptions;
  });
  const shown = tooFar === -1 ? schedules : schedules.slice(0, tooFar);
  const stored = await StoredException.query(trx)
    .whereIn(
      'scheduleId',
      shown.map(({ scheduleId }) => scheduleId),
    )
    .orderBy('scheduleExceptionId');
  return { rows: withExceptions(shown, stored), hasMore: shown.length < found.length };
}

/** The first exceptions of a schedule after this id, oldest first. */
export async function listNextExceptions(
  trx: Transaction,
  scheduleId: number,
  { afterId = 0, limit }: { afterId?: number | undefined; limit: number },
): Promise<StoredException[]> {
  return StoredException.query(trx)
    .where({ scheduleId })
    .where('scheduleExceptionId', '>', afterId)
    .orderBy('scheduleExceptionId')
    .limit(limit);
}
