/** What a coordinator did to a member. */
type MemberAction =
  | 'admit'
  | 'admitAsCoordinator'
  | 'refuse'
  | 'remove'
  | 'add'
  | 'leave'
  | 'promote'
  | 'demote'
  | 'reset';

/** To coordinators, about newcomers and members. */
export interface PeopleTexts {
  newcomer: (p: {
    name: string;
    phone: string;
    /** Some of the members who named this number as their buddy. */
    namers: string[];
    /** Whether there are more than these. */
    hasMoreNamers: boolean;
    ref: string;
    awaits: boolean;
    isCoordinator: boolean;
    wasRefused: boolean;
  }) => string;
  grantedCoordinator: (p: { name: string; phone: string; ref: string }) => string;
  cameBack: (p: { name: string; phone: string; wasCoordinator: boolean }) => string;
  coordinatorUnseen: (p: { name: string; phone: string }) => string;
  numberHandedOn: (p: { name: string; phone: string }) => string;
  coordinatorSignedIn: (p: { name: string }) => string;
  forgottenFor: (p: { coordinator: string; name: string; phone: string; shifts: number }) => string;
  askRef: (p: { verb: string }) => string;
  noSuchPerson: (p: { ref: string }) => string;
  admittedFor: (p: { name: string; phone: string; isCoordinator: boolean }) => string;
  activeAlready: (p: { name: string }) => string;
  refusedFor: (p: { name: string; ref: string }) => string;
  notWaiting: (p: { name: string; ref: string }) => string;
  askRemove: (p: { name: string; phone: string; bookings: number }) => string;
  notRemoved: (p: { name: string }) => string;
  removedFor: (p: { name: string; ref: string; bookings: number }) => string;
  offAlready: (p: { name: string; ref: string }) => string;
  leftBefore: (p: { name: string }) => string;
  notOneself: () => string;
  lastCoordinator: () => string;
  theOperator: () => string;
  dealtWith: (p: { coordinator: string; name: string; what: string }) => string;
  verbs: () => Record<MemberAction, string>;
}
