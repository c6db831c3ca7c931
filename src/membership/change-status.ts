import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type ReleasedBookings, releaseBookings } from '#src/roster/bookings/release-bookings.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import type { ActionChannel, Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import { User, type UserStatus } from '#src/volunteers/people/user.ts';
import { revokeCalendarFeeds } from '#src/volunteers/sign-in/calendar-feed.ts';
import { endTokens } from '#src/volunteers/sign-in/token.ts';
import { countCoordinators, lockMember, lockMemberAndNumber } from './lock-member.ts';

/** By ref (N3), as the coordinators were told it; any case. */
export async function findUserByRef(trx: Transaction, ref: string): Promise<User | undefined> {
  return User.query(trx).findOne({ ref: ref.toUpperCase() });
}

export type AdmitOutcome =
  | { outcome: 'admitted'; user: User; linked: BookingDetails[] }
  | { outcome: 'alreadyActive' | 'hasLeft'; user: User };

export interface MembershipChange {
  userId: number;
  actor: Actor;
  channel: ActionChannel;
}

/** A newcomer who waits, or a member on hold, may take part (again). */
export async function admit(trx: Transaction, clock: Clock, change: MembershipChange): Promise<AdmitOutcome> {
  const user = await lockMemberAndNumber(trx, change.userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.status === 'active') return { outcome: 'alreadyActive', user };
  // also a number that was unseen for long: the coordinator knows whose it is
  await trx('users').where({ userId: user.userId }).update({ seenAt: clock.now() });
  const admitted = await setStatus(trx, clock, { ...change, user, status: 'active', action: 'user.admit' });
  return { outcome: 'admitted', user: admitted, linked: await linkBuddy(trx, clock, admitted) };
}

export type SuspendOutcome =
  | { outcome: 'suspended'; user: User; dropped: BookingDetails[]; buddyLeft: BookingDetails[] }
  | { outcome: 'notPending' | 'alreadySuspended' | 'hasLeft' | 'oneself' | 'lastCoordinator'; user: User };

/** Says no to a newcomer who waits. They may be admitted later all the same. */
export async function refuse(trx: Transaction, clock: Clock, change: MembershipChange): Promise<SuspendOutcome> {
  const user = await lockMember(trx, change.userId);
  if (user.status === 'active') return { outcome: 'notPending', user };
  return suspend(trx, clock, { ...change, user, action: 'user.refuse' });
}

/** Takes a member off the watch: their shifts ahead are freed, nobody is left to find out alone. ADMIT undoes it. */
export async function remove(trx: Transaction, clock: Clock, change: MembershipChange): Promise<SuspendOutcome> {
  const user = await lockMember(trx, change.userId);
  return suspend(trx, clock, { ...change, user, action: 'user.remove' });
}

async function suspend(
  trx: Transaction,
  clock: Clock,
  change: MembershipChange & { user: User; action: string },
): Promise<SuspendOutcome> {
  const { user, actor } = change;
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.status === 'suspended') return { outcome: 'alreadySuspended', user };
  if (user.userId === actor.userId) return { outcome: 'oneself', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  const freed = await releaseBookings(trx, clock, user.userId);
  const suspended = await setStatus(trx, clock, { ...change, status: 'suspended', freed });
  // whoever is let in again signs in again: it may have been for a stolen phone
  await endTokens(trx, user.userId);
  await revokeCalendarFeeds(trx, clock, user.userId);
  return { outcome: 'suspended', user: suspended, ...freed };
}

export type LeaveOutcome =
  | { outcome: 'left'; user: User; dropped: BookingDetails[]; buddyLeft: BookingDetails[] }
  | { outcome: 'hasLeft' | 'lastCoordinator'; user: User };

/**
 * They are gone for good: shifts ahead are freed, tokens and calendar feeds end, and the number may become somebody
 * else's. Coordinators may do it to themselves too, but for the last one.
 */
export async function leave(trx: Transaction, clock: Clock, change: MembershipChange): Promise<LeaveOutcome> {
  const user = await lockMember(trx, change.userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  const { userId } = user;
  const freed = await releaseBookings(trx, clock, userId);
  const left = await setStatus(trx, clock, { ...change, user, status: 'left', action: 'user.leave', freed });
  await endTokens(trx, userId);
  await revokeCalendarFeeds(trx, clock, userId);
  await trx('addresses').where({ userId }).update({ userId: null });
  await trx('users').where({ userId }).update({ leftAt: clock.now() });
  return { outcome: 'left', user: left, ...freed };
}

async function setStatus(
  trx: Transaction,
  clock: Clock,
  change: MembershipChange & { user: User; status: UserStatus; action: string; freed?: ReleasedBookings },
): Promise<User> {
  const { user, status, freed } = change;
  await trx('users').where({ userId: user.userId }).update({ status });
  await audit(trx, clock, {
    actorUserId: change.actor.userId,
    channel: change.channel,
    action: change.action,
    subject: `user:${user.userId}`,
    before: { status: user.status },
    after: { status, ...(freed && { dropped: refsOf(freed.dropped), left_as_buddy: refsOf(freed.buddyLeft) }) },
  });
  return getUser(trx, user.userId);
}

function refsOf(freed: BookingDetails[]): (string | null)[] {
  return freed.map(({ booking }) => booking.ref);
}
