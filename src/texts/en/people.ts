import type { MemberChange, PeopleTexts } from '#src/texts/subjects/people-texts.ts';
import { listAnd, person } from './phrases.ts';

export const people: PeopleTexts = {
  newcomer: (p) =>
    [
      p.isCoordinator
        ? `${p.name} ${p.phone} joined as a coordinator.`
        : `${p.awaits ? 'Waiting to join' : 'New member'}: ${p.name} ${p.phone}.`,
      p.wasRefused && 'This number was refused or removed before.',
      p.namers.length > 0 && `Put down as buddy of ${listAnd([...p.namers, ...(p.hasMoreNamers ? ['others'] : [])])}.`,
      p.awaits ? `Reply ADMIT ${p.ref} or REFUSE ${p.ref}.` : `To take them off, text REMOVE ${p.ref}.`,
    ]
      .filter(Boolean)
      .join(' '),
  grantedCoordinator: (p) =>
    `${p.name} ${p.phone} signed in for the first time, as a coordinator. To take them off, text REMOVE ${p.ref}.`,
  cameBack: (p) =>
    `${p.name} ${p.phone} is back after a long time and has proved the number again.${p.wasCoordinator ? ' No longer a coordinator: make them one again if you know it is them.' : ''}`,
  coordinatorUnseen: (p) =>
    `We have not heard from ${p.name} ${p.phone} in a long time. They are no longer a coordinator and get no alarms. Still there? Ask them to text us.`,
  numberHandedOn: (p) => `Somebody else now has ${p.phone}, the old number of ${p.name}: ${p.name} is off the roster.`,
  wrongProofsOf: (p) =>
    `Somebody texted wrong digits three times from the number of ${person(p)}. It may be somebody else who pretends to be them. Please phone them.`,
  coordinatorSignedIn: (p) => `${p.name} has just signed in as a coordinator. Not them? Please phone them at once.`,
  signInPaused: (p) =>
    `Somebody is guessing the sign-in codes of ${p.name} ${p.phone}. Signing in on the web with that number is off for a day. Texting still works.`,
  erasedFor: (p) =>
    [
      p.coordinator ? `${p.coordinator} had ${person(p)} erased.` : `${person(p)} asked us to erase them.`,
      'Their texts go within the hour. Shifts and cases stay, without the name.',
      p.shifts > 0 && `Shifts given up: ${p.shifts}.`,
    ]
      .filter(Boolean)
      .join(' '),
  askRef: (p) => `Text ${p.command} and the ref of the person, for example ${p.command} N3.`,
  noSuchPerson: (p) => `Nobody has ref ${p.ref}.`,
  admittedFor: (p) => `${p.name} ${p.phone} is now a ${p.isCoordinator ? 'coordinator' : 'member'}.${told(p)}`,
  activeAlready: (p) => `${p.name} is already a member.`,
  refusedFor: (p) => `${p.name} is refused.${told(p)} To let them in after all, text ADMIT ${p.ref}.`,
  askRefuse: (p) => `Refuse ${p.name} ${p.phone}? They are told that we can't take them on. Reply ${p.yes} or N.`,
  notRefused: (p) => `OK, ${p.name} still waits. Text ADMIT ${p.ref} or REFUSE ${p.ref}.`,
  notWaiting: (p) => `${p.name} is already a member. To take them off, text REMOVE ${p.ref}.`,
  askRemove: (p) =>
    `Take ${p.name} ${p.phone} off the roster${p.bookings > 0 ? `, and give up ${p.bookings === 1 ? 'a shift' : `${p.bookings} shifts`} of theirs` : ''}? Reply ${p.yes} or N.`,
  notRemoved: (p) => `OK, ${p.name} stays on the roster.`,
  removedFor: (p) =>
    `${p.name} is off the roster.${told(p)}${p.bookings > 0 ? ` Shifts given up: ${p.bookings}.` : ''} To take them back, text ADMIT ${p.ref}.`,
  offAlready: (p) => `${p.name} is already off the roster. To take them back, text ADMIT ${p.ref}.`,
  leftBefore: (p) => `${p.name} has left the watch.`,
  notOneself: () => "You can't do that to yourself. Please ask another coordinator.",
  lastCoordinator: () => 'That is the last coordinator. Please make somebody else a coordinator first.',
  theOperator: () => 'The operator',
  memberChanged: (p) => CHANGES[p.change](p),
};

const CHANGES: Record<MemberChange, (p: { coordinator: string; name: string }) => string> = {
  admit: (p) => `${p.coordinator} let ${p.name} in.`,
  admitAsCoordinator: (p) => `${p.coordinator} let ${p.name} in as a coordinator.`,
  refuse: (p) => `${p.coordinator} refused ${p.name}.`,
  remove: (p) => `${p.coordinator} took ${p.name} off the roster.`,
  add: (p) => `${p.coordinator} added ${p.name} to the roster.`,
  leave: (p) => `${p.coordinator} took ${p.name} off the roster for good.`,
  promote: (p) => `${p.coordinator} made ${p.name} a coordinator.`,
  demote: (p) => `${p.coordinator} removed ${p.name} as a coordinator.`,
  reset: (p) => `${p.coordinator} signed ${p.name} out everywhere.`,
};

function told({ isReached }: { isReached: boolean }): string {
  return isReached ? ' We are texting them.' : " Our texts don't reach them: please phone.";
}
