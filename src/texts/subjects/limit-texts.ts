import type { WatchFacts } from '#src/texts/facts.ts';

/** What stands for notices that are too many to send. It is stored, and one text a minute says how much there is. */
export interface LimitTexts {
  /** To a coordinator. `caseNumber`: the newest case among them. */
  moreFrom: (p: { count: number; name: string; phone: string; caseNumber: number | undefined }) => string;
  /** To a member, about changes of another member or a coordinator. */
  moreChanges: (p: { count: number; name: string }) => string;
  /** To a coordinator, from numbers that are not members. */
  moreFromStrangers: (p: { count: number }) => string;
  /** The same if there are alarms among them. `cases`: the first of them. `hasMore`: there are more than these. */
  moreAlarms: (p: {
    count: number;
    cases: readonly { caseNumber: number; phone: string }[];
    hasMore: boolean;
  }) => string;
  /** To the sender: the coordinators do not get these words. A stranger knows no case number. */
  savedOnly: (p: WatchFacts & { caseNumber: number | undefined }) => string;
}
