import type { ShiftFacts, ShiftTime } from '#src/texts/facts.ts';

/**
 * What somebody else changed about a shift, and reminders. Volunteers see one another by short names. `said` is what a person
 * said about it, as `said` quotes it.
 */
export interface ShiftNoticesTexts {
  /** To a coordinator who put themselves down as buddy, and to a buddy whom we could not ask in time. */
  downAsBuddyOf: (p: ShiftFacts & { booker: string }) => string;
  /** To the buddy who was replaced. */
  noLongerBuddy: (p: ShiftFacts & { booker: string }) => string;
  /** To coordinators. */
  patrolsAlone: (p: ShiftFacts & { name: string; phone: string }) => string;
  /** To the buddy. */
  droppedByBooker: (p: ShiftFacts & { booker: string; said: string }) => string;
  /** To coordinators. `minutes` are left until the start. */
  droppedLate: (p: ShiftFacts & { name: string; phone: string; minutes: number; said: string }) => string;
  /** To the booker. */
  buddyCantCome: (p: ShiftFacts & { buddy: string; said: string }) => string;
  /** To coordinators. `phone` is the booker's. */
  buddyOffLate: (
    p: ShiftFacts & { buddy: string; buddyPhone: string; booker: string; phone: string; said: string },
  ) => string;
  reminderDayBefore: (p: ShiftFacts & { buddy: string }) => string;
  reminderSoon: (p: ShiftFacts & { buddy: string }) => string;
  /** To the booker of a booking that a coordinator made. */
  assigned: (p: ShiftFacts & { coordinator: string; buddy: string }) => string;
  /** To the booker. `before` is when the shift was. */
  shiftMoved: (p: ShiftFacts & { coordinator: string; before: ShiftTime }) => string;
  takenOff: (p: ShiftFacts & { coordinator: string; said: string }) => string;
  /** To coordinators. */
  takenOffLate: (p: ShiftFacts & { coordinator: string; name: string; phone: string }) => string;
  /** `said` is the reason, as `said` quotes it. */
  shiftCancelled: (p: ShiftFacts & { said: string }) => string;
}
