import type { Transaction } from '#src/db/connect.ts';
import type { Change } from '#src/membership/change-status.ts';
import { countCoordinators, lockMember } from '#src/membership/lock-member.ts';
import { noticeOfForgetting, tellForgotten } from '#src/notices/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { erasePerson, eraseStranger } from '#src/privacy/erasure/erase-person.ts';
import { eraserOf } from '#src/privacy/erasure/eraser-of.ts';
import { listWriters } from '#src/privacy/erasure/writers.ts';
import { type FreedBookings, freeBookingsOf } from '#src/roster/bookings/free-bookings-of.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { audit } from '#src/volunteers/audit.ts';
import { getUser } from '#src/volunteers/find-user.ts';
import { isOptedOut } from '#src/volunteers/opt-out.ts';
import type { User } from '#src/volunteers/user.ts';
import type { ActionOrigin } from './action-origin.ts';
import { recordMemberChange } from './change-membership.ts';

export type ForgetOutcome =
  /** `user`: what is left of them. */
  { outcome: 'forgotten' | 'alreadyForgotten' | 'lastCoordinator'; user: User };

/**
 * Forgets a member for good: shifts ahead are given up as when somebody leaves, and everything of the person is erased, in
 * one transaction. Whoever must be told is told; what that tells of them is erased once it has left.
 */
export async function forgetPerson(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & Change,
): Promise<ForgetOutcome> {
  const user = await lockPerson(trx, change.userId);
  if (user.forgottenAt) return { outcome: 'alreadyForgotten', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  // giving up the shifts ahead takes away who was to walk with whom
  const writers = await listWriters(trx, user);
  const freed = await freedBy(trx, settings, user);
  const isSilenced = user.phone === null || (await isOptedOut(trx, user.phone));
  await noticeOfForgetting(trx, settings, { cause, user, actor: change.actor, freed });
  await erasePerson(trx, eraserOf(settings), user, writers);
  // who asked by text has it as the answer
  if (!isSilenced && change.channel !== 'text') await tellForgotten(trx, settings, { cause, user });
  const { channel, actor, userId } = change;
  const event = { actorUserId: actor.userId, channel, action: 'user.forget', subject: `user:${userId}` };
  await audit(trx, settings.clock, event);
  const nobody = await getUser(trx, userId);
  recordMemberChange(trx, settings, { user: nobody, ...freed });
  return { outcome: 'forgotten', user: nobody };
}

/** Forgets a number that is no member's, because whoever has it asked for it. */
export async function forgetNumber(trx: Transaction, settings: WatchSettings, identity: string): Promise<void> {
  await lockNumber(trx, identity);
  await eraseStranger(trx, eraserOf(settings), identity);
}

/** Numbers before people, as everywhere. */
async function lockPerson(trx: Transaction, userId: number): Promise<User> {
  const { phone } = await getUser(trx, userId);
  if (phone !== null) await lockNumber(trx, phone);
  return lockMember(trx, userId);
}

/** Who left before gave all of it up then. */
async function freedBy(trx: Transaction, settings: WatchSettings, { status, userId }: User): Promise<FreedBookings> {
  if (status === 'left') return { dropped: [], buddyLeft: [] };
  return freeBookingsOf(trx, settings.clock, userId);
}
