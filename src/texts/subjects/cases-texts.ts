import type { ShiftTime, TimeInZone } from '#src/texts/facts.ts';

/** To coordinators, about cases. */
export interface CasesTexts {
  alarm: (p: {
    caseNumber: number;
    time: TimeInZone;
    name: string;
    phone: string;
    patrol: string;
    words: string;
    isCut: boolean;
  }) => string;
  cryFromMember: (p: {
    caseNumber: number;
    time: TimeInZone;
    name: string;
    phone: string;
    patrol: string;
    words: string;
    isCut: boolean;
  }) => string;
  cryFromStranger: (p: {
    caseNumber: number;
    time: TimeInZone;
    phone: string;
    words: string;
    named: string;
    isCut: boolean;
  }) => string;
  namedBy: (p: { booker: string; shift: ShiftTime }) => string;
  numberWas: (p: { name: string }) => string;
  onPatrol: (p: { buddy: string }) => string;
  addedWords: (p: { caseNumber: number; who: string; words: string; isCut: boolean }) => string;
  addedMedia: (p: { caseNumber: number; who: string; what: string }) => string;
  addedPlace: (p: { latitude: string; longitude: string }) => string;
  severityChanged: (p: { caseNumber: number; who: string; severity: string }) => string;
  caseIsYours: (p: { caseNumber: number; reporter: string; areOthersTold: boolean; phone: string }) => string;
  thePersonWhoWrote: () => string;
  caseIsYoursAlready: (p: { caseNumber: number; phone: string }) => string;
  caseIsTaken: (p: { coordinator: string; caseNumber: number; time: TimeInZone | undefined; phone: string }) => string;
  takesCase: (p: { coordinator: string; caseNumber: number; said: string }) => string;
  noSuchCase: (p: { caseNumber: number }) => string;
  askCaseNumber: (p: { verb: string }) => string;
  wholeCase: (p: {
    caseNumber: number;
    severity: string;
    filedAt: TimeInZone;
    who: string;
    words: string;
    next: string;
  }) => string;
  restOfCase: (p: { caseNumber: number; words: string; next: string }) => string;
  nextPage: (p: { caseNumber: number; page: number }) => string;
  noMorePages: (p: { caseNumber: number; pages: number }) => string;
}
