const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');

/** Far outside of it calendars, and both databases, stop agreeing on what a date is. */
export function isSupportedDate(instant: Date): boolean {
  return instant >= EARLIEST && instant < LATEST;
}
