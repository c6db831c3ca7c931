import type { ShiftNoticesTexts } from '#src/texts/subjects/shift-notices-texts.ts';
import { short, start, when } from './dates.ts';
import { meet } from './phrases.ts';

export const shiftNotices: ShiftNoticesTexts = {
  downAsBuddyOf: (p) =>
    `You are down as buddy of ${p.booker}: ${when(p.shift)}.${meet(p.place)} Ref ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  noLongerBuddy: (p) =>
    `${p.booker} has another buddy now for ${short(p.shift)} (${p.ref}), so you don't need to come. Thank you.`,
  patrolsAlone: (p) => `${p.name} ${p.phone} has no buddy for ${when(p.shift)}, ${p.ref}. Please find someone.`,
  droppedByBooker: (p) =>
    `${p.booker} can't come on ${short(p.shift)} (${p.ref})${p.said}. That booking is off for you too: please don't go alone. Text SHIFTS for open ones.`,
  droppedLate: (p) =>
    `LATE DROP, ${p.minutes} min before: ${p.name} ${p.phone} gave up ${short(p.shift)}, ${p.ref}${p.said}. The slot is open.`,
  buddyCantCome: (p) =>
    `${p.buddy} can't come on ${short(p.shift)} (${p.ref})${p.said}. Text BUDDY ${p.ref} and a name for another buddy, or DROP ${p.ref}.`,
  buddyOffLate: (p) =>
    `LATE: buddy ${p.buddy} ${p.buddyPhone} can't come on ${short(p.shift)}, ${p.ref}${p.said}. ${p.booker} ${p.phone} is alone.`,
  reminderDayBefore: (p) =>
    `Reminder: you are on patrol ${when(p.shift)}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)} ${p.buddy ? `Can't come? Text DROP ${p.ref} now, so others can step in.` : `No buddy yet: text BUDDY ${p.ref} and a name. Can't come? Text DROP ${p.ref}.`}`,
  reminderSoon: (p) =>
    `Your patrol starts soon: ${when(p.shift)}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)}${p.buddy ? '' : " No buddy: don't go alone."} Text IN when you are there. Can't come? Text DROP ${p.ref}.`,
  assigned: (p) =>
    `${p.coordinator} put you down for ${when(p.shift)}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)} Ref ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  shiftMoved: (p) =>
    `Moved by ${p.coordinator}: ${p.ref} is now ${when(p.shift)} (was ${start(p.before)}).${meet(p.place)} Can't come? Text DROP ${p.ref}.`,
  takenOff: (p) =>
    `${p.coordinator} took you off ${when(p.shift)}, ${p.ref}${p.said}. Please don't go. Text SHIFTS to take another.`,
  takenOffLate: (p) =>
    `LATE: ${p.coordinator} took ${p.name} ${p.phone} off ${short(p.shift)}, ${p.ref}. The slot is open.`,
  shiftCancelled: (p) =>
    `Sorry, ${when(p.shift)}, ${p.ref}, is cancelled${p.said || ': the schedule has changed'}. Please don't go. Text SHIFTS to take another.`,
};
