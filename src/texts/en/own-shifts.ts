import type { OwnShiftsTexts } from '#src/texts/subjects/own-shifts-texts.ts';
import { clock, refAndShift, short, when } from './dates.ts';

export const ownShifts: OwnShiftsTexts = {
  noShifts: () => 'You have no shifts booked. Text SHIFTS to see open ones.',
  myShifts: (p) => ['Your shifts:', ...p.items, ...(p.more > 0 ? [`and ${p.more} more.`] : [])].join('\n'),
  myShift: (p) => `${p.ref} ${when(p.shift)}${p.buddy ? ` ${p.buddy}` : ''}${p.state ? `, ${p.state}` : ''}`,
  withBuddy: (p) => `with ${p.buddy}`,
  oneShift: (p) =>
    `${p.line}.${p.isAlone ? ` BUDDY ${p.ref} and a name sets one.` : ''}${p.canDrop ? ` DROP ${p.ref} gives it up.` : ''}`,
  noBuddyYet: () => 'no buddy',
  asBuddyOf: (p) => `as buddy of ${p.booker}`,
  inSince: (p) => `in ${clock(p.time)}`,
  outSince: (p) => `out ${clock(p.time)}`,
  wasThere: () => 'attended',
  unknownRef: (p) => `We know no shift ${p.ref} of yours. MY shows yours.`,
  whichRef: (p) => [`Which one? Text ${p.verb} and its ref:`, ...p.items.map(refAndShift)].join('\n'),
  askDrop: (p) => `Give up ${when(p.shift)}, ${p.ref}? Reply Y or N.`,
  dropKept: (p) => `It stays yours: ${when(p.shift)}, ${p.ref}.`,
  dropped: (p) =>
    `You're off ${short(p.shift)}.${p.buddy ? (p.isTold ? ` ${p.buddy} is told.` : ` Please tell ${p.buddy}: we can't.`) : ''} Text SHIFTS to take another.`,
  buddyOff: (p) => `You're off ${short(p.shift)}. ${p.booker} is told${p.said}.`,
  buddyOffUntold: (p) => `You're off ${short(p.shift)}. Please tell ${p.booker}: our texts don't reach them.`,
  dropStarted: (p) =>
    `${short(p.shift)} has started, so it can't be given up. Text OUT when you leave. To tell us why, text REPORT 1 and your words.`,
  dropOver: (p) => `${short(p.shift)} is over, so it can't be given up. MY shows your shifts.`,
  droppedBefore: (p) => `${short(p.shift)} was given up before. MY shows your shifts.`,
};
