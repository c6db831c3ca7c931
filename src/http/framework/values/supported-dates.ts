const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');

/** Calendars and the two databases disagree on dates far outside this range. */
export function isSupportedDate(instant: Date): boolean {
  return instant >= EARLIEST && instant < LATEST;
}

export const OUT_OF_RANGE = 'date out of range';
