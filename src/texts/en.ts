import { attendance } from './en/attendance.ts';
import { booking } from './en/booking.ts';
import { cases } from './en/cases.ts';
import { dangerTexts } from './en/danger.ts';
import { times } from './en/dates.ts';
import { dialogue } from './en/dialogue.ts';
import { invitation } from './en/invitation.ts';
import { joining } from './en/joining.ts';
import { limit } from './en/limit.ts';
import { membership } from './en/membership.ts';
import { stopAndStart } from './en/opt-out.ts';
import { ownShifts } from './en/own-shifts.ts';
import { passingOn } from './en/passing-on.ts';
import { people } from './en/people.ts';
import { reporting } from './en/reporting.ts';
import { shiftLists } from './en/shift-lists.ts';
import { shiftNotices } from './en/shift-notices.ts';
import type { Texts } from './texts.ts';

export const en: Texts = {
  ...times,
  ...joining,
  ...membership,
  ...people,
  ...shiftLists,
  ...booking,
  ...ownShifts,
  ...shiftNotices,
  ...invitation,
  ...attendance,
  ...reporting,
  ...cases,
  ...dangerTexts,
  ...stopAndStart,
  ...dialogue,
  ...passingOn,
  ...limit,
};
