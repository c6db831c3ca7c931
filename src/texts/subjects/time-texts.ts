import type { ShiftTime, SpanName, TimeInZone } from '#src/texts/facts.ts';

/** Dates and times as they stand in other texts. */
export interface TimeTexts {
  /**
   * `Sat 28 Nov 2026 00:00-02:00 (Fri night)`: in the API, which tells of any year. The night is named only if its date is
   * not the date of the start.
   */
  shiftWithYear: (shift: ShiftTime) => string;
  /** `Sat 28 Nov 00:00-02:00` */
  shiftInShort: (shift: ShiftTime) => string;
  /** `Sat 28 Nov 00:00` */
  shiftStart: (shift: ShiftTime) => string;
  /** `00:00-02:00` */
  shiftHours: (shift: ShiftTime) => string;
  /** `Sat 28 Nov 22:04` */
  dayAndTime: (time: TimeInZone) => string;
  /** `tonight`, `this weekend`, `Sat 28 Nov`. It stands behind "Nothing open", or at the head of a roster. */
  span: (name: SpanName) => string;
  /** The same for a list that begins now. */
  nextDays: (p: { days: number }) => string;
  /** The same for one exact time. */
  exactTime: () => string;
}
