import type { AttendanceTexts } from '#src/texts/subjects/attendance-texts.ts';
import { clock, dayAndTime, refAndShift, short, when } from './dates.ts';
import { danger } from './phrases.ts';

export const attendance: AttendanceTexts = {
  checkedIn: (p) =>
    `You checked in at ${clock(p.time)} for ${short(p.shift)}. Text REPORT and what you see, or OUT when you leave. In danger text SOS.`,
  checkedInAlready: (p) => `You already checked in at ${clock(p.time)}: ${short(p.shift)}. Text OUT when you leave.`,
  checkInOpens: (p) =>
    p.isFar
      ? `You have no shift now. Your next is ${when(p.shift)}, ${p.ref}. For that, text IN from ${dayAndTime(p.time)}.`
      : `Too early to check in for ${when(p.shift)}, ${p.ref}. Text IN from ${clock(p.time)}.`,
  checkInOver: (p) => `${short(p.shift)} ended too long ago to change it by text. Please ask a coordinator.`,
  noShiftToCheckIn: () => 'You have no shift now. Text MY for your shifts or SHIFTS for open ones.',
  askPresence: (p) => `${short(p.shift)} is over. Were you there? Reply Y or N.`,
  askPresenceAgain: (p) =>
    `Were you there on ${short(p.shift)}? Reply Y ${p.ref} if you were, or N ${p.ref} if not. ${danger(p)}`,
  presenceMarked: (p) => `Thank you. We have noted that you were there: ${short(p.shift)}.`,
  presenceDenied: (p) => `OK, we have not noted you as there: ${short(p.shift)}.`,
  presenceKnown: (p) => `We have already noted that you were there: ${short(p.shift)}.`,
  checkedOut: (p) =>
    `You checked out at ${clock(p.time)}: ${short(p.shift)}. Thank you for patrolling. Anything to add? Text REPORT and what you saw.`,
  checkedOutAlready: (p) => `You already checked out at ${clock(p.time)}: ${short(p.shift)}.`,
  notIn: (p) => `You have not checked in for ${short(p.shift)}. Text IN and then OUT.`,
  whichShift: (p) =>
    [
      'Which shift do you mean? Reply with a number.',
      ...p.items.map((item, index) => `${index + 1}. ${refAndShift(item)}`),
    ].join('\n'),
};
