import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type ReleasedBookings, releaseBookings } from '#src/roster/bookings/release-bookings.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import type { ActionChannel, Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import { User, type UserStatus } from '#src/volunteers/people/user.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import { countCoordinators, lockMember, lockMemberAndNumber } from './lock-member.ts';
import { withdrawAsksOf } from './withdraw-asks-of.ts';

/** By ref (N3). The case of the letters does not matter. */
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

/** Makes a waiting newcomer or a suspended member active. */
export async function activateMember(trx: Transaction, clock: Clock, change: MembershipChange): Promise<AdmitOutcome> {
  const user = await lockMemberAndNumber(trx, change.userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.status === 'active') return { outcome: 'alreadyActive', user };
  // also for an unproved number: the coordinator knows who has it
  await trx('users').where({ userId: user.userId }).update({ seenAt: clock.now() });
  const admitted = await setStatus(trx, clock, { ...change, user, status: 'active', action: 'user.admit' });
  return { outcome: 'admitted', user: admitted, linked: await linkBuddy(trx, clock, admitted) };
}

export type SuspendOutcome =
  | { outcome: 'suspended'; user: User; dropped: BookingDetails[]; buddyLeft: BookingDetails[] }
  | { outcome: 'notPending' | 'alreadySuspended' | 'hasLeft' | 'oneself' | 'lastCoordinator'; user: User };

/** Refuses a waiting newcomer. A coordinator can still admit them later. */
export async function suspendNewcomer(
  trx: Transaction,
  clock: Clock,
  change: MembershipChange,
): Promise<SuspendOutcome> {
  const user = await lockMember(trx, change.userId);
  if (user.status === 'active') return { outcome: 'notPending', user };
  return suspend(trx, clock, { ...change, user, action: 'user.refuse' });
}

/** Suspends a member and releases their shifts ahead. ADMIT makes them active again. */
export async function suspendMember(trx: Transaction, clock: Clock, change: MembershipChange): Promise<SuspendOutcome> {
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
  // a member may have been removed because their phone was stolen
  await endAccess(trx, clock.now(), user.userId);
  await withdrawAsksOf(trx, clock, { userId: user.userId, ...freed });
  return { outcome: 'suspended', user: suspended, ...freed };
}

export type LeaveOutcome =
  | { outcome: 'left'; user: User; dropped: BookingDetails[]; buddyLeft: BookingDetails[] }
  | { outcome: 'hasLeft' | 'lastCoordinator'; user: User };

/**
 * A member leaves for good. Releases their shifts ahead, ends tokens and calendar feeds, and frees the number for somebody
 * else. Coordinators can do this to themselves, except the last one.
 */
export async function endMembership(trx: Transaction, clock: Clock, change: MembershipChange): Promise<LeaveOutcome> {
  const user = await lockMember(trx, change.userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  const { userId } = user;
  const freed = await releaseBookings(trx, clock, userId);
  const left = await setStatus(trx, clock, { ...change, user, status: 'left', action: 'user.leave', freed });
  await endAccess(trx, clock.now(), userId);
  await trx('addresses').where({ userId }).update({ userId: null });
  await trx('users').where({ userId }).update({ leftAt: clock.now() });
  await withdrawAsksOf(trx, clock, { userId, ...freed });
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
