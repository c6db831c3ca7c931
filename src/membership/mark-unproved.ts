import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { laterOf } from '#src/platform/duration.ts';
import { listBusyTimes } from '#src/roster/bookings/list-busy-times.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { User } from '#src/volunteers/people/user.ts';
import { revokeCalendarFeeds } from '#src/volunteers/sign-in/calendar-feed.ts';
import { endTokens } from '#src/volunteers/sign-in/token.ts';
import { countCoordinators, lockMember } from './lock-member.ts';

/** Members whose number was not seen since then, by a text or otherwise. */
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

/** When the number was last seen in this member's hands, texts apart. */
export function lastProvedAt({ seenAt, verifiedAt, createdAt }: User): Date {
  return laterOf(seenAt ?? createdAt, verifiedAt ?? createdAt);
}

/**
 * From here on the number counts as a stranger's: numbers are handed on. Nothing of the roster is shown or sent to it, tokens
 * and calendar feeds end. False: the person is known to be there, since a shift is ahead, or is the last coordinator.
 */
export async function markUnproved(trx: Transaction, clock: Clock, userId: number): Promise<boolean> {
  const user = await lockMember(trx, userId);
  if (!user.isActive || (await listBusyTimes(trx, userId, clock.now())).length > 0) return false;
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return false;
  await trx('users').where({ userId }).update({ status: 'unproved' });
  await endTokens(trx, userId);
  await revokeCalendarFeeds(trx, clock, userId);
  await audit(trx, clock, {
    actorUserId: undefined,
    channel: 'service',
    action: 'user.unseen',
    subject: `user:${userId}`,
    before: { status: user.status },
    after: { status: 'unproved' },
  });
  return true;
}
