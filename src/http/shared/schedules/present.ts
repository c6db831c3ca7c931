import type { z } from 'zod';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import type { scheduleAnswer } from './schema.ts';

/** Without the meeting place: that is for those who are booked. */
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
