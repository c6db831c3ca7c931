import type { z } from 'zod';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import type { scheduleAnswer } from './schema.ts';

/** Without the meeting place: only booked members may know it. */
export function presentSchedule(schedule: Schedule): z.input<typeof scheduleAnswer> {
  return {
    schedule_id: schedule.scheduleId,
    name: schedule.name,
    cron_expr: schedule.cronExpr,
    start_date: schedule.startDate,
    end_date: schedule.endDate,
    duration_minutes: schedule.durationMinutes,
    timezone: schedule.timezone,
    capacity: schedule.capacity,
  };
}
