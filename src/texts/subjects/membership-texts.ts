import type { WatchFacts } from '#src/texts/facts.ts';

/** To a person, about their own place in the watch. */
export interface MembershipTexts {
  admitted: (p: WatchFacts & { first: string }) => string;
  refused: (p: WatchFacts) => string;
  removed: (p: WatchFacts) => string;
  addedByCoordinator: (p: WatchFacts & { coordinator: string; first: string }) => string;
  leftForGood: (p: WatchFacts) => string;
  numberIsNew: (p: WatchFacts & { coordinator: string; first: string }) => string;
  numberIsOld: (p: WatchFacts & { coordinator: string }) => string;
  madeCoordinator: (p: WatchFacts & { first: string }) => string;
  noLongerCoordinator: (p: WatchFacts & { first: string }) => string;
  askForget: (p: WatchFacts) => string;
  notForgotten: () => string;
  forgotten: (p: WatchFacts) => string;
  nameless: () => string;
}
