import type { WatchFacts } from '#src/texts/facts.ts';

/**
 * For somebody whose words suggest danger. `told`: how many coordinators get what we say that they get. `words` are quoted as
 * `quoted` does.
 */
export interface DangerTexts {
  /** `isCut`: the coordinators get only the first part of the text. */
  inDanger: (p: WatchFacts & { isCut: boolean }) => string;
  stillInDanger: (p: WatchFacts) => string;
  /** They said no. */
  notInDanger: (p: WatchFacts & { told: number }) => string;
  notedSafe: (p: WatchFacts & { told: number }) => string;
  /** To somebody who may be hiding: as few words as possible. */
  gotIt: (p: WatchFacts) => string;
  gotMore: () => string;
  alarmAfterSilence: (p: WatchFacts & { told: number; caseNumber: number; isMember: boolean }) => string;
  /** To coordinators. */
  dangerSilence: (p: { name: string; phone: string; words: string }) => string;
  dangerAnswered: (p: { name: string; phone: string; words: string; isSafe: boolean }) => string;
}
