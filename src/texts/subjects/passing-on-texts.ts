import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** Why a person is needed. */
export type ForwardReason =
  /** We did not understand it. */
  | 'unread'
  | 'help'
  /** Their words suggest danger. We ask them. */
  | 'likely'
  /** A call for help that we failed to handle. */
  | 'danger'
  /** A report was started and left. */
  | 'report'
  /** A report was started, and its words wait for a severity. */
  | 'begun'
  /** Somebody who is not a member reports. */
  | 'outside'
  /** A newcomer who waits has corrected their name. */
  | 'name'
  | PersonIntent;

/**
 * What a text is about that only a person can answer: they are late or away, ask somebody, ask what came of a case, have a
 * new number, a wrong number, or write about a buddy.
 */
export type PersonIntent = 'late' | 'person' | 'followup' | 'away' | 'number' | 'wrong' | 'buddy';

/**
 * Words of a person that go to a coordinator, or the other way. "The coordinators have it" is said only if these very words go
 * to a coordinator whom we can reach. `isCut`: they get only the first part. `name` may be empty.
 */
export interface PassingOnTexts {
  passedToPerson: (p: WatchFacts & { isCut: boolean }) => string;
  nobodyToPassTo: (p: WatchFacts) => string;
  onlyKept: (p: WatchFacts) => string;
  /** To a coordinator, whose text we do not send to the others. */
  notForOthers: (p: WatchFacts) => string;
  /** To an address that has no mobile number. */
  withoutNumber: (p: WatchFacts & { isTold: boolean; isCut: boolean }) => string;
  /** We read it, and only a person can answer it. */
  forPerson: (p: WatchFacts & { isCut: boolean; intent: PersonIntent; isMember: boolean }) => string;
  /** The same at night, if it can wait. */
  forMorning: (p: WatchFacts & { isCut: boolean; intent: PersonIntent; isMember: boolean; time: TimeInZone }) => string;
  forNobody: (p: WatchFacts) => string;
  helpPassed: (p: WatchFacts & { isCut: boolean }) => string;
  helpUnpassed: (p: WatchFacts) => string;
  wordsPassed: (p: { isCut: boolean }) => string;
  /** They started a report, and said nothing in it yet. */
  reportNoted: () => string;
  wordsNotPassed: (p: WatchFacts) => string;
  /** `words` is empty, or as `quoted` quotes them. */
  forwarded: (p: { name: string; phone: string; words: string; why: ForwardReason }) => string;
  /** What waited for the morning. More entries follow directly behind the first. */
  overnight: (p: { entry: string }) => string;
  overnightEntry: (p: { name: string; phone: string; words: string; why: ForwardReason }) => string;
  /** Further texts of the same person, within a minute of the first. More quotations follow directly behind it. */
  forwardedMore: (p: { name: string; phone: string; words: string }) => string;
  quoted: (p: { words: string }) => string;
  /** Stands directly behind a statement: what the person said about it. */
  said: (p: { words: string }) => string;
  answersPaused: (p: WatchFacts & { isMember: boolean }) => string;
  answersPausedFor: (p: { name: string; phone: string; isRepeating: boolean }) => string;
  /** Our reply to a text that waited a long time. `words` is the reply. */
  lateAnswer: (p: { sentAt: TimeInZone; isToday: boolean; words: string }) => string;
  /** The same for a message to somebody else. */
  late: (p: { sentAt: TimeInZone; isToday: boolean; words: string }) => string;
  coordinatorWrites: (p: { coordinator: string; words: string }) => string;
  passedTo: (p: { coordinator: string; isCut: boolean }) => string;
  personReplies: (p: { name: string; phone: string; words: string }) => string;
  announcement: (p: WatchFacts & { words: string }) => string;
  /** To the other coordinators. `words` as `quoted` quotes them. */
  announcedBy: (p: { coordinator: string; count: number; words: string }) => string;
  /** Another coordinator stopped it before these people got it. */
  announcementCancelled: (p: { coordinator: string; count: number; words: string }) => string;
}
