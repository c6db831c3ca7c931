import { nightOf } from '#src/roster/schedules/night.ts';
import type { ShiftTime } from '#src/texts/facts.ts';
import { at, WATCH_ZONE } from './build-roster.ts';

/** The time of a shift for the texts. Both arguments are local times: `2026-11-28T00:00`. */
export function shiftAt(start: string, end: string): ShiftTime {
  const startsAt = at(start);
  return { startsAt, endsAt: at(end), zone: WATCH_ZONE, night: nightOf(startsAt, WATCH_ZONE) };
}
