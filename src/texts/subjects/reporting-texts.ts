import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** To the sender of a report or an SOS. `told` is how many coordinators get a message about it. */
export interface ReportingTexts {
  /** `until`: then what they wrote is filed as suspicious. Undefined: they have written nothing yet. */
  askSeverity: (p: WatchFacts & { until: TimeInZone | undefined }) => string;
  /** `what`: the file or place that we keep, one of `mediaNames`. Empty if there is none. */
  askSeverityAgain: (p: WatchFacts & { what: string; hasWords: boolean }) => string;
  askSeverityPlainly: (p: WatchFacts) => string;
  filedQuiet: (p: { caseNumber: number; time: TimeInZone; isOffShift: boolean }) => string;
  filedSuspicious: (p: { caseNumber: number; time: TimeInZone; isOffShift: boolean }) => string;
  /** `hasNoWords`: they have not said yet what they see. */
  filedIncident: (
    p: WatchFacts & { caseNumber: number; time: TimeInZone; told: number; hasNoWords: boolean },
  ) => string;
  /** To a member who says what they see without REPORT. `until`: then it is filed as suspicious. */
  askSighting: (p: WatchFacts & { until: TimeInZone }) => string;
  /** The sender has not answered. */
  sightingFiled: (p: WatchFacts & { caseNumber: number; time: TimeInZone }) => string;
  /** To somebody who is not a member. */
  askOutsiderReport: (p: WatchFacts) => string;
  severityIsSet: (p: { caseNumber: number; severity: string; told: number }) => string;
  severityIsSame: (p: { caseNumber: number; severity: string }) => string;
  /** By severity: 0, 1, 2. */
  severityNames: () => readonly [quiet: string, suspicious: string, incident: string];
  /** The name of an incident that began as a call for help. */
  sosName: () => string;
  /** `what`: the file or place that came with the words, one of `mediaNames`. Empty if only words came. */
  added: (p: { caseNumber: number; severity: 0 | 1 | 2; what: string }) => string;
  /** Added to the new case `caseNumber`, because the case before has as many additions as a case can have. */
  caseGoesOn: (p: { caseNumber: number; fullCase: number }) => string;
  /** The first words of the new case, for everybody who reads it. `caseNumber` is the full one. */
  continuesCase: (p: { caseNumber: number }) => string;
  caseStands: (p: { caseNumber: number }) => string;
  /** The text was empty. A stranger knows no case number. */
  nothingAdded: (p: WatchFacts & { caseNumber: number | undefined }) => string;
  /** The case is an incident, and no coordinator can be reached. */
  addedUntold: (p: WatchFacts & { caseNumber: number }) => string;
  /** `count`: how many photos the case now has. */
  photoAdded: (p: { caseNumber: number; count: number }) => string;
  placeAdded: (p: { caseNumber: number }) => string;
  voiceKept: (p: WatchFacts & { caseNumber: number }) => string;
  /** We had said that the file was added. It may be one of several. `limit`: no more files are fetched today. */
  fileLost: (p: WatchFacts & { caseNumber: number; kind: 'photo' | 'voice'; loss: 'failed' | 'limit' }) => string;
  /** `what` is one of `mediaNames`. `caseNumber` is the last case of this person. */
  askCase: (p: { what: string; caseNumber: number }) => string;
  askCaseAgain: (p: WatchFacts & { caseNumber: number }) => string;
  askWhat: (p: { what: string }) => string;
  askWhatAgain: (p: WatchFacts) => string;
  /** As they stand in the middle of a sentence. */
  mediaNames: () => Record<'photo' | 'video' | 'voice' | 'place', string>;
  /** A file that we cannot read, and do not keep. */
  fileNotKept: (p: WatchFacts & { kind: 'text' | 'contact' | 'pdf' | 'file' }) => string;
  /** From somebody who is not a member, without an open case. `what` is one of `mediaNames`. */
  fileNotOpened: (p: WatchFacts & { what: string }) => string;
  /** A picture beside an answer. `what` is one of `mediaNames`. */
  fileKept: (p: { what: string }) => string;
  /** `what` is one of `mediaNames`. */
  fileAdded: (p: { what: string; caseNumber: number }) => string;
  sosAnswered: (p: WatchFacts & { told: number; caseNumber: number }) => string;
  strangerSosAnswered: (p: WatchFacts & { told: number }) => string;
  /** More words of somebody who is not a member, after their SOS. */
  strangerWordsAdded: (p: WatchFacts & { told: number }) => string;
  /** A coordinator took the incident that this person reported. `said` is the coordinator's note, as `said` quotes it. */
  takesYourCase: (p: WatchFacts & { coordinator: string; caseNumber: number; said: string }) => string;
  /** The same for a report that is less than an incident. */
  readsYourCase: (p: WatchFacts & { coordinator: string; caseNumber: number; said: string }) => string;
}
