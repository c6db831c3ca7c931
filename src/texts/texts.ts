import type { AttendanceTexts } from './subjects/attendance-texts.ts';
import type { BookingTexts } from './subjects/booking-texts.ts';
import type { CasesTexts } from './subjects/cases-texts.ts';
import type { DangerTexts } from './subjects/danger-texts.ts';
import type { DialogueTexts } from './subjects/dialogue-texts.ts';
import type { InvitationTexts } from './subjects/invitation-texts.ts';
import type { JoiningTexts } from './subjects/joining-texts.ts';
import type { LimitTexts } from './subjects/limit-texts.ts';
import type { MembershipTexts } from './subjects/membership-texts.ts';
import type { OptOutTexts } from './subjects/opt-out-texts.ts';
import type { OwnShiftsTexts } from './subjects/own-shifts-texts.ts';
import type { PassingOnTexts } from './subjects/passing-on-texts.ts';
import type { PeopleTexts } from './subjects/people-texts.ts';
import type { ReportingTexts } from './subjects/reporting-texts.ts';
import type { ShiftListsTexts } from './subjects/shift-lists-texts.ts';
import type { ShiftNoticesTexts } from './subjects/shift-notices-texts.ts';
import type { TimeTexts } from './subjects/time-texts.ts';

/**
 * Every word that a person reads by SMS or WhatsApp. A language is one object of this type.
 *
 * Use letters of GSM-7 only. A routine text is one segment (160 characters) once names and times are filled in, and no text
 * is longer than two. Names come in the form that the reader may see. Quoted words are already cut to fit. An empty string
 * means that there is nothing to say: no buddy, no place, no words.
 */
export interface Texts
  extends TimeTexts,
    JoiningTexts,
    MembershipTexts,
    PeopleTexts,
    ShiftListsTexts,
    BookingTexts,
    OwnShiftsTexts,
    ShiftNoticesTexts,
    InvitationTexts,
    AttendanceTexts,
    ReportingTexts,
    CasesTexts,
    DangerTexts,
    OptOutTexts,
    DialogueTexts,
    PassingOnTexts,
    LimitTexts {}
