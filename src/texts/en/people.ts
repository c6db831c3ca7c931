import type { PeopleTexts } from '#src/texts/subjects/people-texts.ts';
import { person } from './phrases.ts';

export const people: PeopleTexts = {
  newcomer: (p) =>
    `${p.isCoordinator ? `${p.name} ${p.phone} joined as a coordinator.` : `New${p.awaits ? ', waiting' : ' member'}: ${p.name} ${p.phone}.`}${p.wasRefused ? ' This number was refused or removed before.' : ''}${p.namers.length > 0 || p.hasMoreNamers ? ` Named as buddy by ${[...p.namers, ...(p.hasMoreNamers ? ['others'] : [])].join(', ')}.` : ''} ${p.awaits ? `Reply ADMIT ${p.ref} or REFUSE ${p.ref}.` : `REMOVE ${p.ref} takes them off.`}`,
  grantedCoordinator: (p) =>
    `${p.name} ${p.phone} signed in for the first time, as a coordinator. REMOVE ${p.ref} takes them off.`,
  cameBack: (p) =>
    `${p.name} ${p.phone}, unseen for long, has proved the number again.${p.wasCoordinator ? ' Was a coordinator, and is none now: make them one again if you know it is them.' : ''}`,
  coordinatorUnseen: (p) =>
    `${p.name} ${p.phone} was unseen for long and is no coordinator now: alarms don't reach them. Still there? Have them text us.`,
  numberHandedOn: (p) => `${p.phone}, unseen for long, is no longer ${p.name}'s: ${p.name} is off the roster.`,
  coordinatorSignedIn: (p) => `${p.name} has just signed in as coordinator. Not them? Please phone them at once.`,
  forgottenFor: (p) =>
    `${p.coordinator ? `${p.coordinator} had ${person(p)} forgotten` : `${person(p)} asked to be forgotten, and is`}: all of theirs is erased, shifts and cases stay without them.${p.shifts > 0 ? ` Shifts given up: ${p.shifts}.` : ''}`,
  askRef: (p) => `Text ${p.verb} and the ref of the person, for example ${p.verb} N3.`,
  noSuchPerson: (p) => `We know nobody with ref ${p.ref}.`,
  admittedFor: (p) => `${p.name} ${p.phone} is let in${p.isCoordinator ? ' as a coordinator' : ''} and told.`,
  activeAlready: (p) => `${p.name} is a member already.`,
  refusedFor: (p) => `${p.name} is refused and told. ADMIT ${p.ref} would still let them in.`,
  notWaiting: (p) => `${p.name} is a member, not waiting. REMOVE ${p.ref} takes them off.`,
  askRemove: (p) =>
    `Take ${p.name} ${p.phone} off the roster${p.bookings > 0 ? `, with ${p.bookings === 1 ? 'a shift' : `${p.bookings} shifts`} of theirs` : ''}? Reply Y or N.`,
  notRemoved: (p) => `${p.name} stays.`,
  removedFor: (p) =>
    `${p.name} is off the roster and told.${p.bookings > 0 ? ` Shifts given up: ${p.bookings}.` : ''} ADMIT ${p.ref} takes them back.`,
  offAlready: (p) => `${p.name} is off the roster already. ADMIT ${p.ref} takes them back.`,
  leftBefore: (p) => `${p.name} has left the watch.`,
  notOneself: () => "You can't do that to yourself: ask another coordinator.",
  lastCoordinator: () => 'That is the last coordinator: make another one first.',
  theOperator: () => 'The operator',
  dealtWith: (p) => `${p.coordinator} ${p.what} ${p.name}.`,
  verbs: () => ({
    admit: 'let in',
    admitAsCoordinator: 'let in as a coordinator:',
    refuse: 'refused',
    remove: 'removed',
    add: 'added',
    leave: 'signed off',
    promote: 'made a coordinator of',
    demote: 'took the coordinator role from',
    reset: 'ended every sign-in of',
  }),
};
