/** What was done to a member. */
export type MemberChange =
  | 'admit'
  | 'admitAsCoordinator'
  | 'refuse'
  | 'remove'
  | 'add'
  | 'leave'
  | 'promote'
  | 'demote'
  /** Every sign-in was ended. */
  | 'reset';

/** To coordinators, about newcomers and members. `name` is a full name, `coordinator` the first name of who did it. */
export interface PeopleTexts {
  newcomer: (p: {
    name: string;
    phone: string;
    /** Members who named this number as their buddy. Not all of them may fit. */
    namers: string[];
    hasMoreNamers: boolean;
    ref: string;
    /** Whether a coordinator must let them in first. */
    awaits: boolean;
    isCoordinator: boolean;
    wasRefused: boolean;
  }) => string;
  grantedCoordinator: (p: { name: string; phone: string; ref: string }) => string;
  /** A member proved a number again that we had not heard from in a long time. */
  cameBack: (p: { name: string; phone: string; wasCoordinator: boolean }) => string;
  coordinatorUnseen: (p: { name: string; phone: string }) => string;
  /** Somebody else proved a number that used to be this member's. */
  numberHandedOn: (p: { name: string; phone: string }) => string;
  /** Somebody who only pretends to be this person may be guessing the digits that we texted. `name` may be empty. */
  wrongProofsOf: (p: { name: string; phone: string }) => string;
  coordinatorSignedIn: (p: { name: string }) => string;
  /** Somebody guesses the one-time codes of this member's number. */
  signInPaused: (p: { name: string; phone: string }) => string;
  /** `coordinator` is empty if the person asked for it. */
  erasedFor: (p: { coordinator: string; name: string; phone: string; shifts: number }) => string;
  askRef: (p: { command: string }) => string;
  noSuchPerson: (p: { ref: string }) => string;
  admittedFor: (p: { name: string; phone: string; isCoordinator: boolean; isReached: boolean }) => string;
  activeAlready: (p: { name: string }) => string;
  refusedFor: (p: { name: string; ref: string; isReached: boolean }) => string;
  notWaiting: (p: { name: string; ref: string }) => string;
  /** `yes`: `Y`, or `Y47`. */
  askRefuse: (p: { name: string; phone: string; yes: string }) => string;
  notRefused: (p: { name: string; ref: string }) => string;
  askRemove: (p: { name: string; phone: string; bookings: number; yes: string }) => string;
  notRemoved: (p: { name: string }) => string;
  removedFor: (p: { name: string; ref: string; bookings: number; isReached: boolean }) => string;
  offAlready: (p: { name: string; ref: string }) => string;
  leftBefore: (p: { name: string }) => string;
  notOneself: () => string;
  lastCoordinator: () => string;
  /** Stands in place of a coordinator's name where the operator did it. */
  theOperator: () => string;
  /** To the other coordinators. */
  memberChanged: (p: { coordinator: string; name: string; change: MemberChange }) => string;
}
