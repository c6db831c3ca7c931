import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

export type WhyPassedOn = 'unread' | 'help' | 'danger' | 'report' | 'begun' | 'outside';

/** Words of a person that go to a coordinator, or the other way. */
export interface PassingOnTexts {
  passedToPerson: (p: WatchFacts & { isCut: boolean }) => string;
  nobodyToPassTo: (p: WatchFacts) => string;
  onlyKept: (p: WatchFacts) => string;
  helpPassed: (p: WatchFacts & { isCut: boolean }) => string;
  helpUnpassed: (p: WatchFacts) => string;
  wordsPassed: (p: { isCut: boolean }) => string;
  reportNoted: () => string;
  wordsNotPassed: (p: WatchFacts) => string;
  forwarded: (p: { name: string; phone: string; words: string; why: WhyPassedOn }) => string;
  quoted: (p: { words: string }) => string;
  said: (p: { words: string }) => string;
  saidBracketed: (p: { words: string }) => string;
  answersPaused: (p: WatchFacts & { isMember: boolean }) => string;
  answersPausedFor: (p: { name: string; phone: string; isRepeating: boolean }) => string;
  lateAnswer: (p: { sentAt: TimeInZone; isToday: boolean; words: string }) => string;
  late: (p: { sentAt: TimeInZone; isToday: boolean; words: string }) => string;
  coordinatorWrites: (p: { coordinator: string; words: string }) => string;
  passedTo: (p: { coordinator: string; isCut: boolean }) => string;
  personReplies: (p: { name: string; phone: string; words: string }) => string;
  announcement: (p: WatchFacts & { words: string }) => string;
}
