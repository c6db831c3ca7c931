import type { OwnShiftsTexts } from '#src/texts/subjects/own-shifts-texts.ts';
import { clock, refAndShift, short, when } from './dates.ts';
import { danger } from './phrases.ts';

export const ownShifts: OwnShiftsTexts = {
  noShifts: () => 'You have no shifts booked. Text SHIFTS to see open ones.',
  myShifts: (p) => ['Your shifts:', ...p.items, ...(p.more > 0 ? [`and ${p.more} more: text MORE.`] : [])].join('\n'),
  noMoreShifts: () => 'Those were all your shifts. Text MY to see them again.',
  myShift: (p) => `${refAndShift(p)}${p.buddy ? ` ${p.buddy}` : ''}${p.state ? `, ${p.state}` : ''}`,
  withBuddy: (p) => `with ${p.buddy}${p.isUnconfirmed ? ' (not confirmed)' : ''}`,
  noBuddyYet: () => 'no buddy',
  asBuddyOf: (p) => `as buddy of ${p.booker}${p.isUnconfirmed ? ' (not confirmed)' : ''}`,
  inAt: (p) => `${p.name ? `${p.name} ` : ''}in ${clock(p.time)}`,
  outAt: (p) => `${p.name ? `${p.name} ` : ''}out ${clock(p.time)}`,
  attended: (p) => `${p.name ? `${p.name} ` : ''}attended`,
  oneShift: (p) =>
    `${p.line}.${p.isAlone ? ` To name a buddy, text BUDDY ${p.ref} and a name.` : ''}${p.canDrop ? ` Can't come? Text DROP ${p.ref}.` : ''}`,
  unknownRef: (p) => `You have no shift with ref ${p.ref}. Text MY for your shifts.`,
  whichRef: (p) =>
    [
      `Which one? Text ${p.command} and its ref:`,
      ...p.items.map(refAndShift),
      ...(p.more > 0 ? [`and ${p.more} more: text MY.`] : []),
    ].join('\n'),
  askDrop: (p) => `DROP ${p.ref} gives up ${when(p.shift)}, KEEP ${p.ref} keeps it. Which is it?`,
  askDropAgain: (p) => `DROP ${p.ref} gives up ${short(p.shift)}, KEEP ${p.ref} keeps it. Which is it? ${danger(p)}`,
  askDropPlainly: (p) =>
    `Please text DROP ${p.ref} to give up ${short(p.shift)}, or KEEP ${p.ref} to keep it. ${danger(p)}`,
  dropKept: (p) => `OK, you keep it: ${when(p.shift)}, ${p.ref}.`,
  dropped: (p) =>
    `You're off ${short(p.shift)}.${p.buddy ? (p.isTold ? ` We are telling ${p.buddy}.` : ` Please tell ${p.buddy}: we can't.`) : ''} Text SHIFTS to take another.`,
  buddyOff: (p) => `You're off ${short(p.shift)}. We are telling ${p.booker}${p.said}.`,
  reasonNotPassedOn: () =>
    'We do not pass on links, phone numbers or codes, so nobody got your reason. If others must know it, please tell them.',
  buddyOffUntold: (p) => `You're off ${short(p.shift)}. Please tell ${p.booker}: our texts don't reach them.`,
  dropStarted: (p) =>
    `${short(p.shift)} has started, so you can't give it up by text. Please phone a coordinator. If you are there, text OUT when you leave.`,
  dropOver: (p) => `${short(p.shift)} is over, so you can't give it up. Text MY for your shifts.`,
  droppedBefore: (p) => `${short(p.shift)} was already given up. Text MY for your shifts.`,
};
