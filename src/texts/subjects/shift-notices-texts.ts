import type { ShiftTime } from '#src/texts/facts.ts';

/** What somebody else changed about a shift, and reminders. */
export interface ShiftNoticesTexts {
  putDownAsBuddy: (p: { booker: string; shift: ShiftTime; place: string; ref: string }) => string;
  noLongerBuddy: (p: { booker: string; shift: ShiftTime; ref: string }) => string;
  patrolsAlone: (p: { name: string; phone: string; shift: ShiftTime; ref: string }) => string;
  droppedByBooker: (p: { booker: string; shift: ShiftTime; ref: string; said: string }) => string;
  droppedLate: (p: {
    name: string;
    phone: string;
    shift: ShiftTime;
    ref: string;
    minutes: number;
    said: string;
  }) => string;
  buddyCantCome: (p: { buddy: string; shift: ShiftTime; ref: string; said: string }) => string;
  buddyOffLate: (p: {
    buddy: string;
    buddyPhone: string;
    booker: string;
    phone: string;
    shift: ShiftTime;
    ref: string;
    said: string;
  }) => string;
  reminderDayBefore: (p: { shift: ShiftTime; buddy: string; place: string; ref: string }) => string;
  reminderSoon: (p: { shift: ShiftTime; buddy: string; place: string; ref: string }) => string;
  assigned: (p: { coordinator: string; shift: ShiftTime; buddy: string; place: string; ref: string }) => string;
  shiftMoved: (p: { coordinator: string; shift: ShiftTime; before: ShiftTime; place: string; ref: string }) => string;
  takenOff: (p: { coordinator: string; shift: ShiftTime; ref: string; said: string }) => string;
  takenOffLate: (p: { coordinator: string; name: string; phone: string; shift: ShiftTime; ref: string }) => string;
  shiftCancelled: (p: { shift: ShiftTime; ref: string }) => string;
}
