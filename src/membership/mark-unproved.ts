import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { laterOf } from '#src/platform/duration.ts';
import { listBusyTimes } from '#src/roster/bookings/list-busy-times.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { User } from '#src/volunteers/people/user.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import { countCoordinators, lockMember } from './lock-member.ts';
import { withdrawAsksOf } from './withdraw-asks-of.ts';

/** Active members who have neither texted nor otherwise proved their number since `before`. */
export async function listUnseen(
  trx: Transaction,
  { before, limit }: { before: Date; limit: number },
): Promise<User[]> {
  const texted = trx('addresses as a').whereRaw('a.identity = users.phone').where('a.lastInboundAt', '>', before);
  return User.query(trx)
    .where({ status: 'active' })
    .whereNotNull('phone')
    .whereRaw('coalesce(seen_at, verified_at, created_at) <= ?', [before])
    .whereNotExists(texted.select('a.addressId'))
    .orderBy('userId')
    .limit(limit);
}

/** When this member last proved their number, other than by a text. */
export function lastProvedAt({ seenAt, verifiedAt, createdAt }: User): Date {
  return laterOf(seenAt ?? createdAt, verifiedAt ?? createdAt);
}

/**
 * Treats the number as a stranger's until it is proved again, because networks hand numbers on. Returns false and changes
 * nothing for somebody with a shift ahead and for the last coordinator.
 */
export async function markUnproved(trx: Transaction, clock: Clock, userId: number): Promise<boolean> {
  const user = await lockMember(trx, userId);
  if (!user.isActive || (await listBusyTimes(trx, userId, clock.now())).length > 0) return false;
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return false;
  await trx('users').where({ userId }).update({ status: 'unproved' });
  await endAccess(trx, clock.now(), userId);
  await audit(trx, clock, {
    actorUserId: undefined,
    channel: 'service',
    action: 'user.unseen',
    subject: `user:${userId}`,
    before: { status: user.status },
    after: { status: 'unproved' },
  });
  await withdrawAsksOf(trx, clock, { userId });
  return true;
}
