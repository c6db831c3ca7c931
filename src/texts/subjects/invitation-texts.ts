import type { ShiftFacts, ShiftTime, TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** A question about a shift. `deadline`: until when the answer counts; undefined if the text names none. */
export interface ShiftQuestion extends ShiftFacts {
  booker: string;
  deadline: TimeInZone | undefined;
}

/**
 * Whether the buddy comes: the questions and what we say to the answers. `booker` and `buddy` are short names. Each question says
 * which words answer it.
 */
export interface InvitationTexts {
  /** To the buddy whom the booker named. */
  putDownAsBuddy: (p: ShiftQuestion) => string;
  /** To the buddy whom a coordinator named. */
  putDownAsBuddyOf: (p: ShiftQuestion & { coordinator: string }) => string;
  /** To the buddy who was named before they became a member. */
  nowBuddyOf: (p: ShiftQuestion) => string;
  /** To the buddy of a shift that a coordinator moved. `before` is when it was. */
  shiftMovedForBuddy: (p: ShiftQuestion & { coordinator: string; before: ShiftTime }) => string;
  /** The buddy asks who wants to know. */
  whoInvites: (p: ShiftQuestion) => string;
  /** The same if a coordinator named them. */
  whoInvitesFor: (p: ShiftQuestion & { coordinator: string }) => string;
  /** The answer was neither a yes nor a no. */
  askInvitationAgain: (p: ShiftQuestion & WatchFacts) => string;
  /** To the buddy. */
  buddyThanked: (p: ShiftFacts & { booker: string; isTold: boolean }) => string;
  /** They said before that they come, and now they say no, but nothing was asked. */
  /** They said yes to an invitation, and have another shift at that time: `held`. */
  buddyHasShift: (p: { ref: string; held: Pick<ShiftFacts, 'ref' | 'shift'> }) => string;
  confirmedBefore: (p: ShiftFacts & { booker: string }) => string;
  /** The booking was given up. */
  invitationOff: (p: ShiftFacts & { booker: string }) => string;
  /** They left it, and nobody took their place. */
  buddyNoLonger: (p: ShiftFacts & { booker: string }) => string;
  /** The shift has another time since they were asked. The question follows. */
  askMovedInvitation: (p: ShiftQuestion) => string;
  /** To the booker. */
  buddyComes: (p: ShiftFacts & { buddy: string }) => string;
  /** To the booker: the deadline has passed. */
  buddySilent: (p: ShiftFacts & { buddy: string }) => string;
  /** To the booker: the deadline has passed, and our question did not leave. */
  buddyNotAsked: (p: ShiftFacts & { buddy: string }) => string;
  /** As it stands behind the name of a buddy. */
  notConfirmed: () => string;
  /** Several questions are open. `isYes`: whether they said yes or no; undefined: neither. `more`: how many are not among the items. */
  whichAsk: (p: { isYes: boolean | undefined; items: Pick<ShiftFacts, 'shift' | 'ref'>[]; more: number }) => string;
  /** They answered with a ref that we asked nothing about. */
  noAskWithRef: (p: { ref: string; items: Pick<ShiftFacts, 'shift' | 'ref'>[]; more: number }) => string;
}
