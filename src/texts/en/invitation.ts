import type { InvitationTexts, ShiftQuestion } from '#src/texts/subjects/invitation-texts.ts';
import { dayAndHour, short, start, startInShort, when } from './dates.ts';
import { danger, listOr, meet } from './phrases.ts';

export const invitation: InvitationTexts = {
  putDownAsBuddy: (p) => `${p.booker} put you down as buddy: ${when(p.shift)}.${meet(p.place)} ${canYouCome(p)}`,
  putDownAsBuddyOf: (p) =>
    `${p.coordinator} put you down as buddy of ${p.booker}: ${when(p.shift)}.${meet(p.place)} ${canYouCome(p)}`,
  nowBuddyOf: (p) => `You are down as buddy of ${p.booker}: ${when(p.shift)}.${meet(p.place)} ${canYouCome(p)}`,
  shiftMovedForBuddy: (p) =>
    `Moved by ${p.coordinator}: ${p.ref} is now ${when(p.shift)} (was ${start(p.before)}).${meet(p.place)} Can you come? ${yesOrNo(p)}.`,
  whoInvites: (p) => `${p.booker} booked it and named you as buddy: ${when(p.shift)}.${meet(p.place)} ${canYouCome(p)}`,
  whoInvitesFor: (p) =>
    `${p.coordinator} named you as buddy of ${p.booker}: ${when(p.shift)}.${meet(p.place)} ${canYouCome(p)}`,
  askInvitationAgain: (p) =>
    `Can you come on ${short(p.shift)} with ${p.booker}? Reply Y ${p.ref} if you come, or N ${p.ref} if you can't. ${danger(p)}`,
  buddyThanked: (p) =>
    `Thank you. You patrol with ${p.booker}: ${when(p.shift)}.${meet(p.place)}${p.isTold ? '' : ` Please tell ${p.booker}: our texts don't reach them.`} Text IN at the start. Can't come? Text DROP ${p.ref}.`,
  buddyHasShift: (p) =>
    `You have another shift at that time: ${short(p.held.shift)}, ${p.held.ref}. Reply N ${p.ref} to keep that one. To change, text DROP ${p.held.ref}, then Y ${p.ref}.`,
  confirmedBefore: (p) =>
    `You said that you come on ${short(p.shift)} with ${p.booker}. Can't come after all? Text DROP ${p.ref}.`,
  invitationOff: (p) =>
    `The shift with ${p.booker} is off: ${short(p.shift)} (${p.ref}). You don't need to come. Text SHIFTS for open ones.`,
  buddyNoLonger: (p) =>
    `You are no longer down for ${short(p.shift)} (${p.ref}). To come after all, ask ${p.booker} to text BUDDY ${p.ref} and your name and number.`,
  askMovedInvitation: (p) =>
    `${p.ref} has moved. It is now ${when(p.shift)} with ${p.booker}.${meet(p.place)} ${canYouCome(p)}`,
  buddyComes: (p) => `${p.buddy} comes with you: ${when(p.shift)}, ${p.ref}.`,
  buddySilent: (p) =>
    `${p.buddy} has not answered yet: ${short(p.shift)}, ${p.ref}. They are still your buddy. Please phone them, or text BUDDY ${p.ref} and another name.`,
  buddyNotAsked: (p) =>
    `We could not ask ${p.buddy} yet: ${short(p.shift)}, ${p.ref}. They are still your buddy. Please phone them, or text BUDDY ${p.ref} and another name.`,
  notConfirmed: () => 'not confirmed',
  whichAsk: (p) => {
    const [only, another] = p.items;
    const word = p.isYes === undefined ? '' : p.isYes ? 'Y ' : 'N ';
    if (only && !another && word) return `Is that for ${choices('', p)}? Then reply ${word}${only.ref}.`;
    return `Which one? ${word ? '' : 'Reply Y or N and its ref: '}${choices(word, p)}.${rest(p)}`;
  },
  noAskWithRef: (p) =>
    p.items.length === 0
      ? `We have not asked you anything about ${p.ref}. Text MY for your shifts.`
      : `We have not asked you anything about ${p.ref}. Reply Y or N and its ref: ${choices('', p)}.${rest(p)}`,
};

function canYouCome(p: ShiftQuestion): string {
  return `Can you come? ${yesOrNo(p)}. Ref ${p.ref}.`;
}

function yesOrNo({ deadline }: ShiftQuestion): string {
  return `Reply Y or N${deadline ? ` by ${dayAndHour(deadline)}` : ''}`;
}

/** `Y K7 (Sat 00:00) or Y P8 (Sun 00:00)` */
function choices(
  word: string,
  { items }: Parameters<InvitationTexts['noAskWithRef']>[0] | Parameters<InvitationTexts['whichAsk']>[0],
): string {
  return listOr(items.map(({ ref, shift }) => `${word}${ref} (${startInShort(shift)})`));
}

function rest({ more }: { more: number }): string {
  return more > 0 ? ` And ${more} more: text MY.` : '';
}
