import type { AttendanceTexts } from '#src/texts/subjects/attendance-texts.ts';
import { clock, refAndShift, short, when } from './dates.ts';

export const attendance: AttendanceTexts = {
  checkedIn: (p) =>
    `You are in since ${clock(p.time)} for ${short(p.shift)}. REPORT tells us what you see, OUT when you leave. In danger SOS.`,
  checkedInAlready: (p) => `You are already in since ${clock(p.time)}: ${short(p.shift)}. OUT when you leave.`,
  checkInOpens: (p) => `Too early for ${when(p.shift)}, ${p.ref}. Text IN from ${clock(p.time)}.`,
  checkInOver: (p) => `${short(p.shift)} is too long ago to be changed here. Please ask a coordinator.`,
  noShiftToCheckIn: () => 'You have no shift now. MY shows yours, SHIFTS the open ones.',
  askPresence: (p) => `${short(p.shift)} is over. Were you there? Reply Y or N.`,
  presenceMarked: (p) => `Thank you: ${short(p.shift)} is marked as attended.`,
  presenceDenied: (p) => `All right, nothing is marked for you: ${short(p.shift)}.`,
  presenceKnown: (p) => `${short(p.shift)} is marked as attended already.`,
  checkedOut: (p) =>
    `You are out since ${clock(p.time)}: ${short(p.shift)}. Thank you for patrolling. REPORT if something is left to tell.`,
  checkedOutAlready: (p) => `You are already out since ${clock(p.time)}: ${short(p.shift)}.`,
  notIn: (p) => `You have not texted IN for ${short(p.shift)}. Text IN first.`,
  whichShift: (p) =>
    [
      `Which shift do you mean? Reply a number.`,
      ...p.items.map((item, index) => `${index + 1}. ${refAndShift(item)}`),
    ].join('\n'),
};
