import type { ShiftTime, WatchFacts } from '#src/texts/facts.ts';

/** STOP and START, and people whom our texts do not reach. */
export interface OptOutTexts {
  stopped: (p: WatchFacts) => string;
  stopOrShift: (p: { ref: string; shift: ShiftTime }) => string;
  stopOrBack: () => string;
  stopOrNothing: () => string;
  stopOrJoin: (p: WatchFacts) => string;
  notStopped: () => string;
  notStoppedNorJoined: (p: WatchFacts) => string;
  welcomeBack: (p: { first: string; booked: string }) => string;
  stillBooked: (p: { shift: ShiftTime; ref: string; more: number }) => string;
  nothingBooked: () => string;
  joinToPatrol: (p: WatchFacts) => string;
  optedOut: (p: { name: string; phone: string; word: string; booked: string }) => string;
  optedOutElsewhere: (p: { name: string; phone: string; booked: string }) => string;
  optedOutBooked: (p: { shift: ShiftTime; ref: string }) => string;
  optedOutCoordinator: () => string;
  notReached: (p: { name: string; phone: string; what: string }) => string;
  notReachedNames: () => Record<'alarm' | 'reminder' | 'notice', string>;
}
