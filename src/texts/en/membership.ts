import type { MembershipTexts } from '#src/texts/subjects/membership-texts.ts';

export const membership: MembershipTexts = {
  admitted: (p) =>
    `${p.watch}: you're in, ${p.first}. Text SHIFTS to see open patrols, ? for the menu. In danger phone ${p.emergency} first.`,
  refused: (p) =>
    `Sorry, ${p.watch} can't take you on as a patroller now. Please speak to a coordinator if you have questions. In danger phone ${p.emergency}.`,
  removed: (p) =>
    `${p.watch}: you are off the roster, and any shifts you still had are given up. Please speak to a coordinator if you have questions.`,
  addedByCoordinator: (p) =>
    `${p.coordinator} put you on the ${p.watch} roster, ${p.first}. Text SHIFTS to see open patrols, ? for the menu. Not for you? Text STOP.`,
  leftForGood: (p) =>
    `${p.watch}: you are off the roster for good, and any shifts you still had are given up. To come back, text JOIN. In danger phone ${p.emergency}.`,
  numberIsNew: (p) =>
    `${p.coordinator} changed your number at ${p.watch} to this one, ${p.first}. Please text us from here now: ? shows the menu. Not you? Text STOP.`,
  numberIsOld: (p) =>
    `${p.watch}: ${p.coordinator} changed your number, so texts from this one no longer count. Not right? Please phone a coordinator.`,
  madeCoordinator: (p) =>
    `${p.watch}: you are now a coordinator, ${p.first}. Alarms come to this phone. ? shows the menu for coordinators.`,
  noLongerCoordinator: (p) =>
    `${p.watch}: you are no longer a coordinator, ${p.first}, but still a member. ? shows what you can text.`,
  askErase: (p) =>
    `Erase your name, number, texts and photos at ${p.watch} for good? Your shifts are given up. Reports stay, without your name. Reply Y or N.`,
  notErased: () => 'OK, nothing is erased. Everything stays as it was.',
  erased: (p) =>
    `${p.watch} has erased your name, number, texts and photos. This is our last text. To come back, text JOIN. In danger phone ${p.emergency}.`,
  erasedPerson: () => 'Somebody',
};
