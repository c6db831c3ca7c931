import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { toIso } from '#src/platform/iso.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import { shiftAnswer } from './schema.ts';

export function presentShift(shift: Shift): z.input<typeof shiftAnswer> {
  return {
    schedule_id: shift.scheduleId,
    schedule_name: shift.scheduleName,
    start_time: toIso(shift.startsAt),
    end_time: toIso(shift.endsAt),
    timezone: shift.timezone,
    when: textsFor(undefined).shiftWithYear(shiftTimeOf(shift)),
  };
}

const written = new LRUCache<string, string>({ max: 5_000 });

/** The same as JSON that fits its schema. The same few hundred shifts are listed again and again. */
export function writeShift(shift: Shift): string {
  const { scheduleId, startsAt, endsAt, timezone, scheduleName } = shift;
  const key = `${scheduleId}/${startsAt.getTime()}/${endsAt.getTime()}/${timezone}/${scheduleName}`;
  const text = written.get(key) ?? JSON.stringify(shiftAnswer.parse(presentShift(shift)));
  written.set(key, text);
  return text;
}
