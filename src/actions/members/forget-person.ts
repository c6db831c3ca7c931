import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import { countCoordinators, lockMemberAndNumber } from '#src/membership/lock-member.ts';
import { withdrawAsksOf } from '#src/membership/withdraw-asks-of.ts';
import { notifyErasedPerson, notifyOfErasure } from '#src/notices/members/erasure-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { beginErasure, beginErasureOfStranger } from '#src/privacy/erasure/begin-erasure.ts';
import { createErasureTools } from '#src/privacy/erasure/create-erasure-tools.ts';
import { listShiftsAsBuddy } from '#src/privacy/erasure/facts/acquaintances.ts';
import { listEarlierNumbers } from '#src/privacy/erasure/facts/earlier-names.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { type ReleasedBookings, releaseBookings } from '#src/roster/bookings/release-bookings.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { recordMemberChange } from './record-member-change.ts';

export type ForgetOutcome =
  /** `user` after the erasure. */
  { outcome: 'forgotten' | 'alreadyForgotten' | 'lastCoordinator'; user: User };

/**
 * Erases a member for good. Rights, name and number go in this transaction; `finishErasure` does the rest within minutes.
 * Releases their shifts ahead, as when somebody leaves, and tells the people concerned. These notices are erased after they
 * were sent.
 */
export async function forgetPerson(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<ForgetOutcome> {
  const user = await lockMemberAndNumber(trx, change.userId);
  if (user.forgottenAt) return { outcome: 'alreadyForgotten', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  // before the release of their bookings, which say who patrols with whom
  const whose = { userId: user.userId, phones: await listEarlierNumbers(trx, user) };
  const asBuddy = await listShiftsAsBuddy(trx, whose, settings.clock.now());
  const freed = await releaseIfMember(trx, settings, user);
  await withdrawAsksOf(trx, settings.clock, { userId: user.userId, ...freed });
  const isSilenced = user.phone === null || (await isOptedOut(trx, user.phone));
  await notifyOfErasure(trx, settings, { cause, user, actor: change.actor, freed });
  await planReminders(trx, settings, [...freed.dropped, ...freed.buddyLeft]);
  await beginErasure(trx, createErasureTools(settings), { user, asBuddy });
  // somebody who asked by text gets the answer instead
  if (!isSilenced && change.channel !== 'text') await notifyErasedPerson(trx, settings, { cause, user });
  const { channel, actor, userId } = change;
  const event = { actorUserId: actor.userId, channel, action: 'user.forget', subject: `user:${userId}` };
  await audit(trx, settings.clock, event);
  const erased = await getUser(trx, userId);
  recordMemberChange(trx, settings, { user: erased, ...freed });
  return { outcome: 'forgotten', user: erased };
}

/** The same for a number that is not a member's, because its owner asked for it. */
export async function forgetNumber(trx: Transaction, settings: WatchSettings, identity: string): Promise<void> {
  await lockNumber(trx, identity);
  await beginErasureOfStranger(trx, createErasureTools(settings), identity);
}

/** The bookings of somebody who left were released when they left. */
async function releaseIfMember(
  trx: Transaction,
  settings: WatchSettings,
  { status, userId }: User,
): Promise<ReleasedBookings> {
  if (status === 'left') return { dropped: [], buddyLeft: [] };
  return releaseBookings(trx, settings.clock, userId);
}
