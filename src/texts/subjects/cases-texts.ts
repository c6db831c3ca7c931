import type { ShiftTime, TimeInZone } from '#src/texts/facts.ts';

export interface PlaceFacts {
  /** In degrees, with five decimals. */
  latitude: string;
  longitude: string;
  words: string;
}

export interface AlarmFacts {
  caseNumber: number;
  time: TimeInZone;
  phone: string;
  /** What they said. Empty if nothing yet. */
  words: string;
  /** Whether these are only the first of their words. */
  isCut: boolean;
  /** They may be hiding, so nobody should phone first. */
  mayHide?: boolean;
}

interface MemberAlarmFacts extends AlarmFacts {
  name: string;
  /** Who is on patrol with them. Empty if they are alone, undefined if they are not on patrol. */
  companion: string | undefined;
}

/** To coordinators, about cases. `who` is the reporter: a first name, or the number of somebody who is not a member. */
export interface CasesTexts {
  alarm: (p: MemberAlarmFacts) => string;
  sosFromMember: (p: MemberAlarmFacts) => string;
  /** `owner` is the previous owner of a number that must be proved again. `naming`: a booking with this number as buddy. */
  sosFromStranger: (
    p: AlarmFacts & { owner: string; naming: { booker: string; shift: ShiftTime } | undefined },
  ) => string;
  addedWords: (p: { caseNumber: number; who: string; words: string; isCut: boolean }) => string;
  /** `what` is `coordinates` or one of `mediaNames`. */
  addedMedia: (p: { caseNumber: number; who: string; what: string }) => string;
  /** `words` are the name and the address of the place, if they are known. */
  addedPlace: (p: PlaceFacts & { caseNumber: number; who: string; isCut: boolean }) => string;
  /** As it stands in the middle of a sentence. */
  coordinates: (p: PlaceFacts) => string;
  /** The reporter says that it is less than an incident. */
  /** Corrects `addedMedia`. `what` is one of `mediaNames`. */
  addedFileLost: (p: {
    caseNumber: number;
    who: string;
    what: string;
    loss: 'failed' | 'limit';
    isAsked: boolean;
  }) => string;
  /** A file of a case that nobody can open, as it stands in the list of additions. `what` is one of `mediaNames`. */
  lostFile: (p: { what: string; loss: 'failed' | 'limit' }) => string;
  severityChanged: (p: { caseNumber: number; who: string; severity: string }) => string;
  /** `reporter` is whom we tell: a name, `thePersonWhoWrote`, or empty. `phone` is empty if it must not be shown. */
  caseIsYours: (p: { caseNumber: number; reporter: string; areOthersTold: boolean; phone: string }) => string;
  thePersonWhoWrote: () => string;
  caseIsYoursAlready: (p: { caseNumber: number; phone: string }) => string;
  /** `phone` is the coordinator's. */
  caseIsTaken: (p: { coordinator: string; caseNumber: number; time: TimeInZone | undefined; phone: string }) => string;
  /** To the other coordinators. */
  takesCase: (p: { coordinator: string; caseNumber: number; note: string }) => string;
  noSuchCase: (p: { caseNumber: number }) => string;
  askCaseNumber: (p: { command: string }) => string;
  /** The first page of a case. `next` is `nextPage`, or empty on the last page. */
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
