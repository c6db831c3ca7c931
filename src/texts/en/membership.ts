import type { MembershipTexts } from '#src/texts/subjects/membership-texts.ts';

export const membership: MembershipTexts = {
  admitted: (p) =>
    `${p.watch}: you are let in, ${p.first}. Text SHIFTS to see open patrols, ? for the other words. In danger phone ${p.emergency} first.`,
  refused: (p) =>
    `${p.watch} can't take you on as a patroller now. Please speak to a coordinator if you have questions. In danger phone ${p.emergency}.`,
  removed: (p) =>
    `${p.watch}: you are off the roster, and any shifts you had ahead are given up. Please speak to a coordinator if you have questions.`,
  addedByCoordinator: (p) =>
    `${p.coordinator} put you on the ${p.watch} roster, ${p.first}. SHIFTS shows open patrols, ? the other words. Not for you? Text STOP.`,
  leftForGood: (p) =>
    `${p.watch}: you are off the roster for good, and any shifts you had ahead are given up. To come back, text JOIN. In danger phone ${p.emergency}.`,
  numberIsNew: (p) =>
    `${p.coordinator} set this as your number at ${p.watch}, ${p.first}. Text us from here now: ? shows the words. Not yours? Text STOP.`,
  numberIsOld: (p) =>
    `${p.watch}: ${p.coordinator} set another number for you, so texts from this one don't count any more. Not right? Please phone a coordinator.`,
  madeCoordinator: (p) =>
    `${p.watch}: you are a coordinator now, ${p.first}. Alarms come to this phone. ? shows the words for coordinators.`,
  noLongerCoordinator: (p) =>
    `${p.watch}: you are no coordinator any more, ${p.first}, but still a member. ? shows what you can text.`,
  askForget: (p) =>
    `Erase your name, number, texts and photos at ${p.watch} for good? Shifts ahead are given up, reports stay without you. Reply Y or N.`,
  notForgotten: () => 'Nothing is erased. All stays as it was.',
  forgotten: (p) =>
    `${p.watch} has erased your name, number, texts and photos. This is our last text. To come back, text JOIN. In danger phone ${p.emergency}.`,
  nameless: () => 'Somebody',
};
