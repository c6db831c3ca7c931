import type { AttendanceTexts } from '#src/texts/subjects/attendance-texts.ts';
import { clock, refAndShift, short, when } from './dates.ts';

export const attendance: AttendanceTexts = {
  checkedIn: (p) =>
    `You checked in at ${clock(p.time)} for ${short(p.shift)}. Text REPORT with what you see, OUT when you leave. In danger SOS.`,
  checkedInAlready: (p) => `You already checked in at ${clock(p.time)}: ${short(p.shift)}. Text OUT when you leave.`,
  checkInOpens: (p) => `It is too early for ${when(p.shift)}, ${p.ref}. Text IN from ${clock(p.time)}.`,
  checkInOver: (p) => `${short(p.shift)} is too long ago to change it here. Please ask a coordinator.`,
  noShiftToCheckIn: () => 'You have no shift now. MY shows your shifts, SHIFTS the open ones.',
  askPresence: (p) => `${short(p.shift)} is over. Were you there? Reply Y or N.`,
  presenceMarked: (p) => `Thank you. You are marked as there for ${short(p.shift)}.`,
  presenceDenied: (p) => `OK, nothing is marked for you: ${short(p.shift)}.`,
  presenceKnown: (p) => `You are already marked as there for ${short(p.shift)}.`,
  checkedOut: (p) =>
    `You checked out at ${clock(p.time)}: ${short(p.shift)}. Thank you for patrolling. Anything left to tell? Text REPORT.`,
  checkedOutAlready: (p) => `You already checked out at ${clock(p.time)}: ${short(p.shift)}.`,
  notIn: (p) => `You have not checked in for ${short(p.shift)}. Text IN first.`,
  whichShift: (p) =>
    [
      'Which shift do you mean? Reply with a number.',
      ...p.items.map((item, index) => `${index + 1}. ${refAndShift(item)}`),
    ].join('\n'),
};
