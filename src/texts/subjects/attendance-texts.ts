import type { ShiftFacts, ShiftTime, TimeInZone } from '#src/texts/facts.ts';

/** IN and OUT. */
export interface AttendanceTexts {
  checkedIn: (p: { shift: ShiftTime; time: TimeInZone; ref: string }) => string;
  checkedInAlready: (p: { time: TimeInZone; shift: ShiftTime }) => string;
  checkInOpens: (p: { shift: ShiftTime; ref: string; time: TimeInZone }) => string;
  checkInOver: (p: { shift: ShiftTime }) => string;
  noShiftToCheckIn: () => string;
  askPresence: (p: { shift: ShiftTime }) => string;
  presenceMarked: (p: { shift: ShiftTime }) => string;
  presenceDenied: (p: { shift: ShiftTime }) => string;
  presenceKnown: (p: { shift: ShiftTime }) => string;
  checkedOut: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  checkedOutAlready: (p: { shift: ShiftTime; time: TimeInZone }) => string;
  notIn: (p: { shift: ShiftTime }) => string;
  whichShift: (p: { verb: string; items: Pick<ShiftFacts, 'shift' | 'ref'>[] }) => string;
}
