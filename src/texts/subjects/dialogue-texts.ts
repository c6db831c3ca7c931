import type { ShiftFacts, TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** What a text can be read as. */
export type OfferedIntent =
  | (
      | 'away'
      | 'book'
      | 'buddy'
      | 'danger'
      | 'drop'
      | 'followup'
      | 'forget'
      | 'in'
      | 'join'
      | 'language'
      | 'late'
      | 'leave'
    )
  | ('menu' | 'my' | 'name' | 'number' | 'out' | 'person' | 'quiet' | 'report' | 'shifts' | 'start' | 'stop' | 'test')
  | ('thanks' | 'who' | 'wrong');

export type ExplainedTopic = 'stop' | 'start' | 'leave' | 'language' | 'test' | 'noneSuits' | 'severities';

/** The questions that a person can leave unanswered. */
export type NamedQuestion =
  | 'action'
  | 'intent'
  | 'buddy'
  | 'drop'
  | 'severity'
  | 'adding'
  | 'media'
  | 'shift'
  | 'presence'
  | 'removal'
  | 'refusal'
  | 'forgetting';

/** The menu, and what we say at any question. */
export interface DialogueTexts {
  menu: (p: WatchFacts) => string;
  menuForCoordinators: (p: WatchFacts) => string;
  notUnderstood: (p: WatchFacts) => string;
  /** While a list of shifts is before them. */
  notUnderstoodAtList: (p: WatchFacts) => string;
  /** The second time in a row. `commands` are the three likeliest. */
  perhaps: (p: WatchFacts & { commands: string[] }) => string;
  /** After thanks or a goodbye. */
  goodbye: () => string;
  /** Read out to somebody who phones our number. The digits of the emergency number are spoken one by one. */
  phoneAnswer: (p: WatchFacts) => string;
  nothingOpenHere: (p: WatchFacts) => string;
  nothingToLeave: () => string;
  /** After BACK. */
  left: (p: { question: NamedQuestion }) => string;
  /** A report began in the middle of another question. A question about the report follows. */
  leftForReport: (p: { question: NamedQuestion }) => string;
  /** The question was left open for too long. */
  leftTooLong: (p: { question: NamedQuestion }) => string;
  /** A new version of the service could not read the saved dialogue. */
  changedMeanwhile: (p: { question: NamedQuestion }) => string;
  /** `yes` is the yes that the question takes: `Y`, or `Y47` where digits prove who answers. The same in the texts below. */
  answerYesOrNo: (p: WatchFacts & { yes: string }) => string;
  answerYesOrNoPlainly: (p: WatchFacts & { yes: string }) => string;
  /** A yes came without the digits. */
  proofMissing: (p: { yes: string }) => string;
  proofWrong: (p: { yes: string }) => string;
  /** Too many wrong digits: the question is over. `time`: until when none like it is answered by SMS. */
  proofsSpent: (p: { question: NamedQuestion; time: TimeInZone }) => string;
  proofsPaused: (p: { time: TimeInZone }) => string;
  askWhichAgain: (p: WatchFacts) => string;
  askWhichPlainly: (p: WatchFacts) => string;
  /** A text may mean one of two things. */
  offer: (p: WatchFacts & { first: OfferedIntent; second: OfferedIntent }) => string;
  askOfferAgain: (p: WatchFacts) => string;
  /** IN or OUT in a sentence, when they may mean the other. */
  askGoneHome: () => string;
  askCheckIn: (p: ShiftFacts) => string;
  /** A question about the service that one text answers. */
  explain: (p: WatchFacts & { about: ExplainedTopic; isMember: boolean }) => string;
  coordinatorsOnly: (p: { command: string }) => string;
}
