import { HOUR, MINUTE } from '#src/platform/duration.ts';

/** A gap that opens this shortly before the start concerns every coordinator. */
const LATE_MINUTES = (2 * HOUR) / MINUTE;

/** Rounded up. Negative after the start. */
export function minutesToStart({ shiftStart }: { shiftStart: Date }, now: Date): number {
  return Math.ceil((shiftStart.getTime() - now.getTime()) / MINUTE);
}

export function isLateDrop(minutes: number): boolean {
  return minutes <= LATE_MINUTES;
}
