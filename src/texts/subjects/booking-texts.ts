import type { OtherBuddy, ShiftTime, WatchFacts } from '#src/texts/facts.ts';

/** Booking a shift, and naming a buddy. */
export interface BookingTexts {
  askBuddy: (p: { shift: ShiftTime }) => string;
  askBuddyAgain: (p: WatchFacts & { shift: ShiftTime | undefined }) => string;
  askBuddyPlainly: (p: WatchFacts & { shift: ShiftTime | undefined }) => string;
  malformedNumber: (p: OtherBuddy & { digits: string }) => string;
  ownNumber: (p: OtherBuddy) => string;
  buddyIsBusy: (p: OtherBuddy & { buddy: string }) => string;
  tooManyNumbers: (p: OtherBuddy) => string;
  booked: (p: { shift: ShiftTime; buddy: string; isTold: boolean; place: string; ref: string }) => string;
  bookedAlone: (p: { shift: ShiftTime; place: string; ref: string }) => string;
  overlapping: (p: { shift: ShiftTime; ref: string }) => string;
  shiftStarted: () => string;
  buddySet: (p: { buddy: string; isTold: boolean; shift: ShiftTime; ref: string }) => string;
  buddyNone: (p: { shift: ShiftTime }) => string;
  buddyNoneUntold: (p: { shift: ShiftTime }) => string;
  buddyAlready: (p: { buddy: string; shift: ShiftTime; ref: string }) => string;
  notTheBooker: (p: { booker: string; shift: ShiftTime; ref: string }) => string;
  askWhichBuddy: (p: { ref: string; shift: ShiftTime }) => string;
}
