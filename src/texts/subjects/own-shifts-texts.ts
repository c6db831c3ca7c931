import type { ShiftFacts, ShiftTime, TimeInZone } from '#src/texts/facts.ts';

/** The shifts that a member has booked, and giving one up. */
export interface OwnShiftsTexts {
  noShifts: () => string;
  myShifts: (p: { items: string[]; more: number }) => string;
  myShift: (p: { ref: string; shift: ShiftTime; buddy: string; state: string }) => string;
  withBuddy: (p: { buddy: string }) => string;
  oneShift: (p: { line: string; ref: string; canDrop: boolean; isAlone: boolean }) => string;
  noBuddyYet: () => string;
  asBuddyOf: (p: { booker: string }) => string;
  inSince: (p: { time: TimeInZone }) => string;
  outSince: (p: { time: TimeInZone }) => string;
  wasThere: () => string;
  unknownRef: (p: { ref: string }) => string;
  whichRef: (p: { verb: string; items: Pick<ShiftFacts, 'shift' | 'ref'>[] }) => string;
  askDrop: (p: { shift: ShiftTime; ref: string }) => string;
  dropKept: (p: { shift: ShiftTime; ref: string }) => string;
  dropped: (p: { shift: ShiftTime; buddy: string; isTold: boolean }) => string;
  buddyOff: (p: { shift: ShiftTime; booker: string; said: string }) => string;
  buddyOffUntold: (p: { shift: ShiftTime; booker: string }) => string;
  dropStarted: (p: { shift: ShiftTime }) => string;
  dropOver: (p: { shift: ShiftTime }) => string;
  droppedBefore: (p: { shift: ShiftTime }) => string;
}
