import type { z } from 'zod';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { toIso } from '#src/platform/iso.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { shiftAnswer } from './schema.ts';

export function presentShift(shift: Shift): z.input<typeof shiftAnswer> {
  return {
    schedule_id: shift.scheduleId,
    schedule_name: shift.scheduleName,
    start_time: toIso(shift.startsAt),
    end_time: toIso(shift.endsAt),
    timezone: shift.timezone,
    when: textsFor(undefined).shiftWithNight(shiftTimeOf(shift)),
  };
}
