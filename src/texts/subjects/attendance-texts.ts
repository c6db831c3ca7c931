import type { ShiftFacts, ShiftTime, TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** IN and OUT. `time` is when the person checked in or out. */
export interface AttendanceTexts {
  checkedIn: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  checkedInAlready: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  /** `time` is when IN begins to work. */
  /** `isFar`: so long before the shift that they may mean something else. `time`: from when on IN counts. */
  checkInOpens: (p: { shift: ShiftTime; ref: string; time: TimeInZone; isFar: boolean }) => string;
  checkInOver: (p: { shift: ShiftTime }) => string;
  noShiftToCheckIn: () => string;
  /** The shift is over, and they did not check in. */
  askPresence: (p: { shift: ShiftTime }) => string;
  /** The answer was neither a yes nor a no. */
  askPresenceAgain: (p: WatchFacts & { shift: ShiftTime; ref: string }) => string;
  presenceMarked: (p: { shift: ShiftTime }) => string;
  presenceDenied: (p: { shift: ShiftTime }) => string;
  presenceKnown: (p: { shift: ShiftTime }) => string;
  checkedOut: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  checkedOutAlready: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  notIn: (p: { shift: ShiftTime }) => string;
  whichShift: (p: { items: Pick<ShiftFacts, 'shift' | 'ref'>[] }) => string;
}
