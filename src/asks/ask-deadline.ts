import { addDays, instantAt, wallClockOf } from '#src/platform/zoned-time.ts';
import { QUIET_FROM_HOUR, QUIET_UNTIL_HOUR } from '#src/roster/shifts/quiet-hours.ts';

/** An ask that begins after 20:30 leaves too little time until the last hour. */
const LATE = { hour: 20, minute: 30 };

/**
 * The deadline of a roster ask that was to end at `wanted`. Nobody should have to watch the phone at night: a deadline in the
 * quiet hours moves to 21:00 before them. Null: there is no deadline, because the ask began too late for one.
 */
export function askDeadline(openedAt: Date, wanted: Date, zone: string): Date | null {
  const deadline = beforeNight(wanted, zone);
  if (deadline <= openedAt) return null;
  const { date } = wallClockOf(openedAt, zone);
  const isThisEvening = deadline.getTime() === instantAt(date, QUIET_FROM_HOUR, 0, zone).getTime();
  return isThisEvening && openedAt > instantAt(date, LATE.hour, LATE.minute, zone) ? null : deadline;
}

function beforeNight(wanted: Date, zone: string): Date {
  const { date, hour } = wallClockOf(wanted, zone);
  if (hour < QUIET_UNTIL_HOUR) return instantAt(addDays(date, -1), QUIET_FROM_HOUR, 0, zone);
  const evening = instantAt(date, QUIET_FROM_HOUR, 0, zone);
  return wanted > evening ? evening : wanted;
}
