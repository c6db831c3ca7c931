import type { ShiftFacts, ShiftTime, TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** The shifts that a member has booked, and giving one up. `buddy` and `booker` are short names, or a number. */
export interface OwnShiftsTexts {
  noShifts: () => string;
  /** `more`: how many are on the next page. */
  myShifts: (p: { items: string[]; more: number }) => string;
  /** MORE, and there is no more. */
  noMoreShifts: () => string;
  /** `buddy` and `state` are made by the next six texts. */
  myShift: (p: { ref: string; shift: ShiftTime; buddy: string; state: string }) => string;
  withBuddy: (p: { buddy: string; isUnconfirmed: boolean }) => string;
  noBuddyYet: () => string;
  asBuddyOf: (p: { booker: string; isUnconfirmed: boolean }) => string;
  /** `name` is the other person on the shift. Empty for the reader. */
  inAt: (p: { name: string; time: TimeInZone }) => string;
  outAt: (p: { name: string; time: TimeInZone }) => string;
  attended: (p: { name: string }) => string;
  /** `line` is a `myShift`. */
  oneShift: (p: { line: string; ref: string; canDrop: boolean; isAlone: boolean }) => string;
  unknownRef: (p: { ref: string }) => string;
  /** `more`: how many shifts are not among the items. */
  whichRef: (p: { command: string; items: Pick<ShiftFacts, 'shift' | 'ref'>[]; more: number }) => string;
  askDrop: (p: { shift: ShiftTime; ref: string }) => string;
  /** The answer was neither a plain yes nor a plain no. The words of the question are its answers. */
  askDropAgain: (p: WatchFacts & { shift: ShiftTime; ref: string }) => string;
  askDropPlainly: (p: WatchFacts & { shift: ShiftTime; ref: string }) => string;
  dropKept: (p: { shift: ShiftTime; ref: string }) => string;
  /** `isTold`: we text the buddy. Otherwise the booker must tell them. */
  dropped: (p: { shift: ShiftTime; buddy: string; isTold: boolean }) => string;
  /** To a buddy who gives the shift up. `said` is what they said about it, as `said` quotes it. */
  buddyOff: (p: { shift: ShiftTime; booker: string; said: string }) => string;
  /** Their reason for giving a shift up has a link, a phone number or a code in it. */
  reasonNotPassedOn: () => string;
  buddyOffUntold: (p: { shift: ShiftTime; booker: string }) => string;
  dropStarted: (p: { shift: ShiftTime }) => string;
  dropOver: (p: { shift: ShiftTime }) => string;
  droppedBefore: (p: { shift: ShiftTime }) => string;
}
