import type { Transaction } from '#src/db/connect.ts';
import {
  type AdmitOutcome,
  admit,
  type Change,
  refuse,
  remove,
  type SuspendOutcome,
} from '#src/membership/change-status.ts';
import { type JoinOutcome, join } from '#src/membership/join.ts';
import { noteProof } from '#src/membership/note-proof.ts';
import { proveAgain } from '#src/membership/prove-again.ts';
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
import type { Watch } from '#src/notices/watch.ts';
import type { FreedBookings } from '#src/roster/free-bookings-of.ts';
import { liftRefusal } from '#src/volunteers/forgotten-numbers.ts';
import type { User } from '#src/volunteers/user.ts';
import { shiftIds } from './book-shift.ts';
import type { Deed } from './deed.ts';

/** The number is proved: the person exists from here on, and the coordinators hear who came. */
export async function joinWatch(
  trx: Transaction,
  watch: Watch,
  { cause, ...newcomer }: Deed & { phone: string; name: string },
): Promise<JoinOutcome> {
  const proof = await proveAgain(trx, watch, newcomer);
  if (proof.outcome === 'returned') {
    await noticeOfReturn(trx, watch, { cause, ...proof });
    recordMemberChange(trx, watch, proof);
    return { ...proof, outcome: 'joined', namers: [], wasRefused: false };
  }
  if (proof.outcome === 'handedOn') await noticeOfHandingOn(trx, watch, { cause, before: proof.before });
  const joined = await join(trx, watch, newcomer);
  if (joined.outcome === 'alreadyMember') {
    // a coordinator entered them at this very moment: the number is proved all the same
    const user = await proveMember(trx, watch, { cause, channel: newcomer.channel, user: joined.user });
    return { ...joined, user };
  }
  await noticeOfNewcomer(trx, watch, { cause, ...joined });
  const { userId, status } = joined.user;
  recordLiveEvent(trx, watch.clock, { type: 'newcomer', user_id: userId, status });
  return joined;
}

/** A member proves their number. The coordinators hear of it if that makes a coordinator. */
export async function proveMember(
  trx: Transaction,
  watch: Watch,
  { cause, ...proof }: Deed & { user: User },
): Promise<User> {
  const { user, isGranted } = await noteProof(trx, watch, proof);
  if (isGranted) {
    await noticeOfGrant(trx, watch, { cause, user });
    recordMemberChange(trx, watch, { user });
  }
  return user;
}

export async function admitMember(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change,
): Promise<AdmitOutcome> {
  const admitted = await admit(trx, watch.clock, change);
  if (admitted.outcome === 'admitted') {
    const { phone } = admitted.user;
    if (phone !== null) await liftRefusal(trx, watch.secret, phone);
    await noticeOfAdmission(trx, watch, { cause, actor: change.actor, ...admitted });
    recordMemberChange(trx, watch, { user: admitted.user });
  }
  return admitted;
}

export async function refuseMember(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change,
): Promise<SuspendOutcome> {
  const refused = await refuse(trx, watch.clock, change);
  if (refused.outcome === 'suspended') {
    await noticeOfRefusal(trx, watch, { cause, user: refused.user, actor: change.actor });
    recordMemberChange(trx, watch, refused);
  }
  return refused;
}

export async function removeMember(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change,
): Promise<SuspendOutcome> {
  const removed = await remove(trx, watch.clock, change);
  if (removed.outcome === 'suspended') {
    const { user, ...freed } = removed;
    await noticeOfRemoval(trx, watch, { cause, user, actor: change.actor, freed });
    recordMemberChange(trx, watch, removed);
  }
  return removed;
}

/** Somebody's standing changed, and with it perhaps the roster. */
export function recordMemberChange(
  trx: Transaction,
  watch: Watch,
  { user, dropped = [], buddyLeft = [] }: { user: User } & Partial<FreedBookings>,
): void {
  recordLiveEvent(trx, watch.clock, { type: 'member_change', user_id: user.userId, status: user.status });
  for (const details of dropped) recordLiveEvent(trx, watch.clock, { type: 'drop', ...shiftIds(details) });
  for (const details of buddyLeft) {
    recordLiveEvent(trx, watch.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
}
