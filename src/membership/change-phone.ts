import type { Ask } from '#src/asks/ask.ts';
import { readdressAsks } from '#src/asks/readdress-asks.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import type { MembershipChange } from './change-status.ts';

export type PhoneOutcome =
  /** `asks`: open asks, of which the questions went to the earlier number. */
  | { outcome: 'changed'; before: User; user: User; linked: BookingDetails[]; asks: Ask[] }
  | { outcome: 'unchanged' | 'hasLeft'; user: User }
  | { outcome: 'phoneTaken'; by: User | undefined };

const UNIQUE_VIOLATIONS = new Set(['23505', 'SQLITE_CONSTRAINT']);

/**
 * Gives a person another number, which is not proved yet, and ends their tokens and calendar feeds, because the earlier phone
 * may be in other hands. After `phoneTaken` the transaction must be rolled back, because somebody may have joined with the
 * number in the meantime.
 */
export async function changePhone(
  trx: Transaction,
  clock: Clock,
  { userId, phone, actor, channel }: MembershipChange & { phone: string },
): Promise<PhoneOutcome> {
  await lockNumber(trx, phone);
  await lockRows(trx, 'users', [userId]);
  const before = await getUser(trx, userId);
  if (before.status === 'left') return { outcome: 'hasLeft', user: before };
  if (before.phone === phone) return { outcome: 'unchanged', user: before };
  const holder = await findUserByPhone(trx, phone);
  if (holder || !(await updatePhone(trx, clock, { userId, phone }))) return { outcome: 'phoneTaken', by: holder };
  await endAccess(trx, clock.now(), userId);
  await trx('bookings').where({ buddyUserId: userId }).whereNull('droppedAt').update({ buddyPhone: phone });
  await trx('addresses').where({ userId }).update({ userId: null });
  await trx('addresses').where({ identity: phone }).update({ userId });
  const change = { before: { phone: before.phone }, after: { phone } };
  const subject = `user:${userId}`;
  await audit(trx, clock, { actorUserId: actor.userId, channel, action: 'user.phone', subject, ...change });
  const user = await getUser(trx, userId);
  const linked = user.isActive ? await linkBuddy(trx, clock, user) : [];
  const asks = await readdressAsks(trx, { clock }, { userId, identity: phone });
  return { outcome: 'changed', before, user, linked, asks };
}

async function updatePhone(
  trx: Transaction,
  clock: Clock,
  { userId, phone }: { userId: number; phone: string },
): Promise<boolean> {
  try {
    await trx('users').where({ userId }).update({ phone, verifiedAt: null, seenAt: clock.now() });
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && UNIQUE_VIOLATIONS.has(String(thrown.code))) return false;
    throw thrown;
  }
}
