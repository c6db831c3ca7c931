import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** To the sender of a report or an SOS. */
export interface ReportingTexts {
  askSeverity: (p: WatchFacts) => string;
  askSeverityAgain: (p: WatchFacts) => string;
  askSeverityPlainly: (p: WatchFacts) => string;
  filedQuiet: (p: { caseNumber: number; time: TimeInZone; where: string }) => string;
  filedSuspicious: (p: { caseNumber: number; time: TimeInZone; where: string }) => string;
  filedIncident: (p: WatchFacts & { caseNumber: number; time: TimeInZone; told: string; ask: boolean }) => string;
  askOutsiderReport: (p: WatchFacts) => string;
  offShift: () => string;
  tellingCoordinators: (p: { count: number }) => string;
  severityIsSet: (p: { caseNumber: number; severity: string; told: number }) => string;
  severityIsSame: (p: { caseNumber: number; severity: string }) => string;
  severityNames: () => readonly [quiet: string, suspicious: string, incident: string];
  added: (p: { caseNumber: number; severity: 0 | 1 | 2 }) => string;
  caseStands: (p: { caseNumber: number }) => string;
  addedUntold: (p: WatchFacts & { caseNumber: number }) => string;
  photoAdded: (p: { caseNumber: number; count: number }) => string;
  placeAdded: (p: { caseNumber: number }) => string;
  voiceKept: (p: WatchFacts & { caseNumber: number }) => string;
  askCase: (p: { what: string; caseNumber: number }) => string;
  askCaseAgain: (p: WatchFacts & { caseNumber: number }) => string;
  askWhatAgain: (p: WatchFacts) => string;
  askWhat: (p: { what: string }) => string;
  mediaNames: () => Record<'photo' | 'voice' | 'place', string>;
  cryAnswered: (p: WatchFacts & { told: number; caseNumber: number }) => string;
  strangerCryAnswered: (p: WatchFacts & { told: number }) => string;
  strangerWordsAdded: (p: WatchFacts & { told: number }) => string;
  takesYourCase: (p: WatchFacts & { coordinator: string; caseNumber: number; said: string }) => string;
  readsYourCase: (p: WatchFacts & { coordinator: string; caseNumber: number; said: string }) => string;
}
