import type { OtherBuddy, ShiftFacts, ShiftTime, WatchFacts } from '#src/texts/facts.ts';

/**
 * Booking a shift, and naming a buddy. `buddy` is the buddy as the booker may see them: a short name, a name that the booker
 * typed, or a number. `isTold`: we text the buddy about it.
 */
export interface BookingTexts {
  askBuddy: (p: { shift: ShiftTime }) => string;
  /** There is no shift if its schedule has changed since it was chosen. */
  askBuddyAgain: (p: WatchFacts & { shift: ShiftTime | undefined }) => string;
  askBuddyPlainly: (p: WatchFacts & { shift: ShiftTime | undefined }) => string;
  /** `digits` were meant as a number. */
  malformedNumber: (p: OtherBuddy & { digits: string }) => string;
  /** "My wife". `whose` name we ask. */
  askBuddyName: (p: OtherBuddy & { whose: 'her' | 'his' | 'their' }) => string;
  /** Two or three names were given, and there is one buddy. */
  askOneBuddy: (p: OtherBuddy & { names: string[] }) => string;
  /** They do not know yet who comes. There is no shift if its schedule has changed since it was chosen. */
  buddyIsOpen: (p: { shift: ShiftTime | undefined }) => string;
  ownNumber: (p: OtherBuddy) => string;
  /** They named this number for as many shifts today as is allowed. */
  tooManyBuddyShifts: (p: OtherBuddy) => string;
  tooManyNumbers: (p: OtherBuddy) => string;
  booked: (p: ShiftFacts & { buddy: string; isTold: boolean }) => string;
  bookedAlone: (p: ShiftFacts) => string;
  overlapping: (p: ShiftFacts) => string;
  shiftStarted: () => string;
  buddySet: (p: ShiftFacts & { buddy: string; isTold: boolean }) => string;
  /** The buddy was taken away, and the coordinators get a notice. */
  buddyNone: (p: ShiftFacts) => string;
  /** No coordinator can be reached. */
  buddyNoneUntold: (p: ShiftFacts) => string;
  buddyAlready: (p: ShiftFacts & { buddy: string }) => string;
  notTheBooker: (p: { booker: string; shift: ShiftTime; ref: string }) => string;
  askWhichBuddy: (p: ShiftFacts) => string;
}
