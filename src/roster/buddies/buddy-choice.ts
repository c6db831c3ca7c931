import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The buddy that the booker names: nobody, or a person by name, by number (E.164) or by both. */
export type BuddyChoice = { kind: 'none' } | { kind: 'named'; name: string; phone?: string | undefined };

export interface BuddyColumns {
  buddyUserId: number | null;
  buddyName: string | null;
  buddyPhone: string | null;
  /** The name that the booker typed. A member's own name does not replace it. */
  buddyCalled: string | null;
  buddySince: Date | null;
  /** Another buddy has not said yet that they come. */
  buddyConfirmedAt: null;
}

export const NO_BUDDY: BuddyColumns = {
  buddyUserId: null,
  buddyName: null,
  buddyPhone: null,
  buddyCalled: null,
  buddySince: null,
  buddyConfirmedAt: null,
};

/** A member is stored under their own name. Anybody else is stored as the booker named them, and is not linked. */
export function buddyColumns(buddy: BuddyChoice, buddyUser: User | undefined, now: Date): BuddyColumns {
  if (buddy.kind === 'none') return NO_BUDDY;
  const buddyCalled = [...buddy.name.trim()].slice(0, LONGEST_NAME).join('') || null;
  if (buddyUser) return { ...linkedColumns(buddyUser, now), buddyCalled };
  return { ...NO_BUDDY, buddyName: buddyCalled, buddyPhone: buddy.phone ?? null, buddyCalled };
}

export function linkedColumns(buddyUser: User, now: Date): Omit<BuddyColumns, 'buddyCalled'> {
  const { userId: buddyUserId, name: buddyName, phone: buddyPhone } = buddyUser;
  return { buddyUserId, buddyName, buddyPhone, buddySince: now, buddyConfirmedAt: null };
}

export function buddyPhoneOf(buddy: BuddyChoice): string | undefined {
  return buddy.kind === 'named' ? buddy.phone : undefined;
}
