import type { WatchFacts } from '#src/texts/facts.ts';

/** The questions that a person can leave unanswered. */
type NamedQuestion =
  | 'buddy'
  | 'drop'
  | 'severity'
  | 'adding'
  | 'media'
  | 'shift'
  | 'presence'
  | 'removal'
  | 'forgetting';

/** The menu, and what we say at any question. */
export interface DialogueTexts {
  menu: (p: WatchFacts) => string;
  menuForCoordinators: (p: WatchFacts) => string;
  notUnderstood: (p: WatchFacts) => string;
  perhaps: (p: WatchFacts & { verbs: string[] }) => string;
  goodbye: () => string;
  nothingOpenHere: (p: WatchFacts) => string;
  nothingToLeave: () => string;
  left: (p: { what: string }) => string;
  answerYesOrNo: (p: WatchFacts) => string;
  answerYesOrNoPlainly: (p: WatchFacts) => string;
  askWhichAgain: (p: WatchFacts) => string;
  askWhichPlainly: (p: WatchFacts) => string;
  coordinatorsOnly: (p: { verb: string }) => string;
  leftForReport: (p: { what: string }) => string;
  droppedWhat: (p: { what: string }) => string;
  changedMeanwhile: (p: { what: string }) => string;
  questions: () => Record<NamedQuestion, string>;
}
