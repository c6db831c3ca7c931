import type { z } from 'zod';
import { isoOf } from '#src/http/framework/values/schemas.ts';
import { whenOf } from '#src/notices/shift-words.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import type { shiftAnswer } from './schema.ts';

export function presentShift(shift: Shift): z.input<typeof shiftAnswer> {
  return {
    schedule_id: shift.scheduleId,
    schedule_name: shift.scheduleName,
    start_time: isoOf(shift.startsAt),
    end_time: isoOf(shift.endsAt),
    timezone: shift.timezone,
    when: whenOf(shift).long,
  };
}
