import type { ShiftFacts, WatchFacts } from '#src/texts/facts.ts';

/** STOP and START, and people whom our texts do not reach. */
export interface OptOutTexts {
  stopped: (p: WatchFacts) => string;
  /** They wrote something that may mean STOP. It may also mean that they want to give up this shift. */
  stopOrShift: (p: ShiftFacts) => string;
  /** The same in the middle of a question of ours. */
  stopOrBack: () => string;
  stopOrNothing: () => string;
  /** The same to somebody who is not a member. */
  stopOrJoin: (p: WatchFacts) => string;
  notStopped: () => string;
  notStoppedNorJoined: (p: WatchFacts) => string;
  /** `booked` is one of the next three texts, or empty. They begin with a space. */
  welcomeBack: (p: { first: string; booked: string }) => string;
  stillBooked: (p: ShiftFacts & { more: number }) => string;
  nothingBooked: () => string;
  joinToPatrol: (p: WatchFacts) => string;
  /** To coordinators. `word` is what the person texted. `booked` is made of the two texts after the next. */
  optedOut: (p: { name: string; phone: string; word: string; booked: string }) => string;
  /** The provider told us, so we do not know the word. */
  optedOutElsewhere: (p: { name: string; phone: string; booked: string }) => string;
  optedOutBooked: (p: ShiftFacts) => string;
  optedOutCoordinator: () => string;
  /** To coordinators: a text did not arrive. */
  notReached: (p: { name: string; phone: string; what: 'alarm' | 'reminder' | 'notice' }) => string;
}
