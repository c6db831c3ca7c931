import type { WatchFacts } from '#src/texts/facts.ts';

/** To a person, about their own place in the watch. `coordinator` is who changed it. `first` is the reader's first name. */
export interface MembershipTexts {
  admitted: (p: WatchFacts & { first: string }) => string;
  refused: (p: WatchFacts) => string;
  removed: (p: WatchFacts & { byOperator: boolean }) => string;
  addedByCoordinator: (p: WatchFacts & { coordinator: string; first: string }) => string;
  leftForGood: (p: WatchFacts) => string;
  /** To the new number. */
  numberIsNew: (p: WatchFacts & { coordinator: string; first: string }) => string;
  /** To the old number. */
  numberIsOld: (p: WatchFacts & { coordinator: string }) => string;
  madeCoordinator: (p: WatchFacts & { first: string }) => string;
  noLongerCoordinator: (p: WatchFacts & { first: string }) => string;
  /** To the owner of a number whose one-time codes somebody guesses. */
  ownSignInPaused: () => string;
  /** `yes`: `Y`, or `Y47`. */
  askErase: (p: WatchFacts & { yes: string }) => string;
  notErased: () => string;
  /** The last text to somebody whom we have erased. */
  erased: (p: WatchFacts) => string;
  /** Stands in the texts of others in place of a name that was erased. */
  erasedPerson: () => string;
}
