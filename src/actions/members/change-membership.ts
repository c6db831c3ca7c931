import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { shiftIds } from '#src/actions/bookings/book-shift.ts';
import type { Transaction } from '#src/db/connect.ts';
import { addNewcomer, type JoinOutcome } from '#src/membership/add-newcomer.ts';
import {
  type AdmitOutcome,
  admit,
  type MembershipChange,
  refuse,
  remove,
  type SuspendOutcome,
} from '#src/membership/change-status.ts';
import { proveAgain } from '#src/membership/prove-again.ts';
import { recordProof } from '#src/membership/record-proof.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import {
  noticeOfAdmission,
  noticeOfGrant,
  noticeOfHandingOn,
  noticeOfNewcomer,
  noticeOfRefusal,
  noticeOfRemoval,
  noticeOfReturn,
} from '#src/notices/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import { liftRefusal } from '#src/volunteers/numbers/erased-numbers.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The number is proved: the person exists from here on, and the coordinators hear who came. */
export async function joinWatch(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...newcomer }: ActionOrigin & { phone: string; name: string },
): Promise<JoinOutcome> {
  const proof = await proveAgain(trx, settings, newcomer);
  if (proof.outcome === 'returned') {
    await noticeOfReturn(trx, settings, { cause, ...proof });
    recordMemberChange(trx, settings, proof);
    return { ...proof, outcome: 'joined', namers: [], wasRefused: false };
  }
  if (proof.outcome === 'handedOn') await noticeOfHandingOn(trx, settings, { cause, before: proof.before });
  const joined = await addNewcomer(trx, settings, newcomer);
  if (joined.outcome === 'alreadyMember') {
    // a coordinator entered them at this very moment: the number is proved all the same
    const user = await proveMember(trx, settings, { cause, channel: newcomer.channel, user: joined.user });
    return { ...joined, user };
  }
  await noticeOfNewcomer(trx, settings, { cause, ...joined });
  const { userId, status } = joined.user;
  recordLiveEvent(trx, settings.clock, { type: 'newcomer', user_id: userId, status });
  return joined;
}

/** A member proves their number. The coordinators hear of it if that makes a coordinator. */
export async function proveMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...proof }: ActionOrigin & { user: User },
): Promise<User> {
  const { user, isGranted } = await recordProof(trx, settings, proof);
  if (isGranted) {
    await noticeOfGrant(trx, settings, { cause, user });
    recordMemberChange(trx, settings, { user });
  }
  return user;
}

export async function admitMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<AdmitOutcome> {
  const admitted = await admit(trx, settings.clock, change);
  if (admitted.outcome === 'admitted') {
    const { phone } = admitted.user;
    if (phone !== null) await liftRefusal(trx, settings.secret, phone);
    await noticeOfAdmission(trx, settings, { cause, actor: change.actor, ...admitted });
    recordMemberChange(trx, settings, { user: admitted.user });
  }
  return admitted;
}

export async function refuseMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<SuspendOutcome> {
  const refused = await refuse(trx, settings.clock, change);
  if (refused.outcome === 'suspended') {
    await noticeOfRefusal(trx, settings, { cause, user: refused.user, actor: change.actor });
    recordMemberChange(trx, settings, refused);
  }
  return refused;
}

export async function removeMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<SuspendOutcome> {
  const removed = await remove(trx, settings.clock, change);
  if (removed.outcome === 'suspended') {
    const { user, ...freed } = removed;
    await noticeOfRemoval(trx, settings, { cause, user, actor: change.actor, freed });
    recordMemberChange(trx, settings, removed);
  }
  return removed;
}

/** Somebody's standing changed, and with it perhaps the roster. */
export function recordMemberChange(
  trx: Transaction,
  settings: WatchSettings,
  { user, dropped = [], buddyLeft = [] }: { user: User } & Partial<ReleasedBookings>,
): void {
  recordLiveEvent(trx, settings.clock, { type: 'member_change', user_id: user.userId, status: user.status });
  for (const details of dropped) recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(details) });
  for (const details of buddyLeft) {
    recordLiveEvent(trx, settings.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
}
