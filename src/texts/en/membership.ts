import type { MembershipTexts } from '#src/texts/subjects/membership-texts.ts';
import { emergencyNumbers } from './phrases.ts';

export const membership: MembershipTexts = {
  admitted: (p) =>
    `${p.watch}: you're in, ${p.first}. Text SHIFTS to see open patrols, ? for the menu. In danger phone ${emergencyNumbers(p)} first.`,
  refused: (p) =>
    `Sorry, ${p.watch} can't take you on as a volunteer now. Please speak to a coordinator if you have questions. In danger phone ${emergencyNumbers(p)}.`,
  removed: (p) =>
    `${p.watch}: ${p.byOperator ? 'the operator' : 'a coordinator'} took you off the roster, and off any shifts you had. Please speak to a coordinator if you have questions.`,
  addedByCoordinator: (p) =>
    `${p.coordinator} put you on the ${p.watch} roster, ${p.first}. Text SHIFTS to see open patrols, ? for the menu. Not for you? Text STOP.`,
  leftForGood: (p) =>
    `${p.watch}: you are no longer on the roster, and off any shifts you had. To come back, text JOIN. In danger phone ${emergencyNumbers(p)}.`,
  numberIsNew: (p) =>
    `${p.coordinator} changed your number at ${p.watch} to this one, ${p.first}. Please text us from here now: ? shows the menu. Not you? Text STOP.`,
  numberIsOld: (p) =>
    `${p.watch}: ${p.coordinator} changed your number, so texts from this phone no longer count as yours. Not right? Please phone a coordinator.`,
  madeCoordinator: (p) =>
    `${p.watch}: you are now a coordinator, ${p.first}. Alarms come to this phone. Text ? for the coordinators' menu.`,
  noLongerCoordinator: (p) =>
    `${p.watch}: you are no longer a coordinator, ${p.first}, but still a member. Text ? to see what you can text.`,
  ownSignInPaused: () =>
    'Somebody is guessing your sign-in codes, so signing in on the web is off for a day. Give no code to anybody. You can text us as always.',
  askErase: (p) =>
    `Erase your name, number, texts and photos at ${p.watch} for good? You lose your shifts. Your reports stay, without your name. Reply ${p.yes} or N.`,
  notErased: () => 'OK, nothing is erased. Everything stays as it was.',
  erased: (p) =>
    `${p.watch} erased your name and number. Texts and photos go within the hour. Words in cases stay. To come back, text JOIN. In danger phone ${emergencyNumbers(p)}.`,
  erasedPerson: () => 'Somebody',
};
