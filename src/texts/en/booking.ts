import type { OtherBuddy } from '#src/texts/facts.ts';
import type { BookingTexts } from '#src/texts/subjects/booking-texts.ts';
import { short, when } from './dates.ts';
import { capitalised, danger, listOr, meet } from './phrases.ts';

export const booking: BookingTexts = {
  askBuddy: (p) => `${when(p.shift)}. Who is coming with you? Reply with a name and number, or NONE.`,
  askBuddyAgain: (p) =>
    `Who comes with you${p.shift ? ` on ${short(p.shift)}` : ''}? Reply with a name, a name and number, or NONE. BACK cancels. ${danger(p)}`,
  askBuddyPlainly: (p) =>
    `Not booked yet${p.shift ? `: ${short(p.shift)}` : ''}. Reply NONE to go alone, a first name to go with them, BACK to stop. ${danger(p)}`,
  malformedNumber: (p) =>
    `${p.digits} is not a cell number. Please text it again, like ${buddyIn(p, '082 123 4567')}, or ${buddyIn(p, 'NONE')}.`,
  askBuddyName: (p) =>
    `What is ${p.whose} name? Text ${buddyIn(p, 'a name, with a number if you have it', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  askOneBuddy: (p) =>
    `Which one is your buddy: ${listOr(p.names)}? Text ${buddyIn(p, 'one name', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  buddyIsOpen: (p) =>
    `OK. ${p.shift ? `${capitalised(short(p.shift))} is` : 'The shift is'} not booked yet, and somebody else can take it. Reply with a name when you know it, or NONE to book it now.`,
  ownNumber: (p) =>
    `That is your own number. Who is coming with you? Text ${buddyIn(p, 'a name and number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  tooManyBuddyShifts: (p) =>
    `You named this number for 2 other shifts today, so no more until tomorrow. Text ${buddyIn(p, 'a name without a number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  tooManyNumbers: (p) =>
    `You gave us 5 different buddy numbers today, so no more until tomorrow. Text ${buddyIn(p, 'a name without a number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  booked: (p) =>
    `Booked: ${when(p.shift)} with ${p.buddy}.${p.isTold ? '' : ' Please tell them.'}${meet(p.place)} Ref ${p.ref}. Text IN at the start. Can't come? Text DROP ${p.ref}.`,
  bookedAlone: (p) =>
    `Booked, no buddy: ${when(p.shift)}.${meet(p.place)} Ref ${p.ref}. Don't go alone: text BUDDY ${p.ref} and a name. Can't come? Text DROP ${p.ref}.`,
  overlapping: (p) => `You already have a shift at that time: ${when(p.shift)}, ${p.ref}. Text MY for your shifts.`,
  shiftStarted: () => 'That shift has started or is over. Text SHIFTS for open ones.',
  buddySet: (p) =>
    `${p.buddy} is now your buddy: ${when(p.shift)}.${p.isTold ? '' : ' Please tell them.'} Ref ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  buddyNone: (p) =>
    `You now have no buddy for ${when(p.shift)}. Please don't patrol alone. We are asking the coordinators to find someone.`,
  buddyNoneUntold: (p) =>
    `You now have no buddy for ${when(p.shift)}. Please don't patrol alone: text BUDDY ${p.ref} and a name.`,
  buddyAlready: (p) => `${p.buddy} is already your buddy: ${when(p.shift)}, ${p.ref}.`,
  notTheBooker: (p) =>
    `Only ${p.booker} can change the buddy for ${short(p.shift)}, ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  askWhichBuddy: (p) =>
    `Who is coming with you on ${short(p.shift)}? Text BUDDY ${p.ref} and a name and number, or BUDDY ${p.ref} NONE.`,
};

function buddyIn({ ref }: OtherBuddy, words: string, joint = ''): string {
  return ref ? `BUDDY ${ref}${joint} ${words}` : words;
}
