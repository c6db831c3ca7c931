import type { LocalDate } from '#src/platform/zoned-time.ts';

/** The facts about the watch that many texts name. */
export interface WatchFacts {
  watch: string;
  /** The number to phone in danger. */
  emergency: string;
  /** The number to phone in danger that works without airtime. May be the same. */
  emergencyFree: string;
}

export interface TimeInZone {
  instant: Date;
  zone: string;
}

export interface ShiftTime {
  startsAt: Date;
  endsAt: Date;
  zone: string;
  /** The date on whose evening the night of this shift begins. A shift at 02:00 belongs to the evening before. */
  night: LocalDate;
}

/** What nearly every text about a booked shift says. */
export interface ShiftFacts {
  shift: ShiftTime;
  ref: string;
  /** Where they meet. Empty if the schedule names no place. */
  place: string;
}

/** The part of the roster or of the list that was asked for. */
export type SpanName =
  | { span: 'tonight' | 'tomorrowNight' | 'lastNight' | 'thisWeekend' | 'nextWeekend' | 'thisWeek' | 'nextWeek' }
  | { span: 'day' | 'night' | 'morning' | 'afternoon'; date: LocalDate };

/** Where another buddy is named: with BUDDY and this ref, or (without a ref) in reply to our question. */
export interface OtherBuddy {
  ref?: string | undefined;
}
