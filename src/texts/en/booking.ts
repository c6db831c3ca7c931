import type { BookingTexts } from '#src/texts/subjects/booking-texts.ts';
import { short, when } from './dates.ts';
import { buddyIn, danger, meet } from './phrases.ts';

export const booking: BookingTexts = {
  askBuddy: (p) => `${when(p.shift)}. Who comes with you? Reply a name and number, or NONE.`,
  askBuddyAgain: (p) =>
    `${p.shift ? `For ${short(p.shift)}: who` : 'Who'} comes with you? A name, a name and number, or NONE. BACK leaves it. ${danger(p)}`,
  askBuddyPlainly: (p) =>
    `Not booked yet${p.shift ? `: ${short(p.shift)}` : ''}. Reply NONE to book it alone, a first name to book it with them, or BACK. ${danger(p)}`,
  malformedNumber: (p) =>
    `${p.digits} is not a mobile number. Please text it again, like ${buddyIn(p, '082 123 4567')}, or ${buddyIn(p, 'NONE')}.`,
  ownNumber: (p) =>
    `That is your own number. Who comes with you? Text ${buddyIn(p, 'a name and number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  buddyIsBusy: (p) =>
    `${p.buddy} is on another patrol then. Who else comes with you? Text ${buddyIn(p, 'a name and number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  tooManyNumbers: (p) =>
    `You named 5 different numbers today: no more until tomorrow. Text ${buddyIn(p, 'a name without a number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  booked: (p) =>
    `Booked: ${when(p.shift)} with ${p.buddy}.${p.isTold ? '' : ' Please tell them.'}${meet(p.place)} Ref ${p.ref}. Text IN at the start. DROP ${p.ref} gives it up.`,
  bookedAlone: (p) =>
    `Booked, no buddy: ${when(p.shift)}.${meet(p.place)} Ref ${p.ref}. Don't go alone: BUDDY ${p.ref} and a name sets one. Text IN at the start. DROP ${p.ref} gives it up.`,
  overlapping: (p) => `You are down for ${when(p.shift)} already, ${p.ref}. One shift at a time. MY shows yours.`,
  shiftStarted: () => 'That shift has started or is over. Text SHIFTS for open ones.',
  buddySet: (p) =>
    `${p.buddy} comes with you: ${when(p.shift)}.${p.isTold ? '' : ' Please tell them.'} Ref ${p.ref}. DROP ${p.ref} gives it up.`,
  buddyNone: (p) =>
    `You have ${when(p.shift)} without a buddy. Please don't patrol alone: the coordinators are told and look for someone.`,
  buddyNoneUntold: (p) => `You have ${when(p.shift)} without a buddy. Please don't patrol alone.`,
  buddyAlready: (p) => `${p.buddy} is your buddy already: ${when(p.shift)}, ${p.ref}.`,
  notTheBooker: (p) =>
    `Only ${p.booker} can set another buddy for ${short(p.shift)}, ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  askWhichBuddy: (p) =>
    `Who comes with you on ${short(p.shift)}? Text BUDDY ${p.ref} and a name and number, or BUDDY ${p.ref} NONE.`,
};
