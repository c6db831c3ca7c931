import type { Transaction } from '#src/db/connect.ts';
import type { ActionChannel } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { lockMember } from './lock-member.ts';
import { type Grants, takeGrant } from './take-grant.ts';

export interface Proof {
  user: User;
  /** True: COORDINATOR_PHONES has just made them a coordinator. */
  isGranted: boolean;
}

/**
 * A member proves their number. If a coordinator added them, this first proof may make them a coordinator, by
 * COORDINATOR_PHONES.
 */
export async function recordProof(
  trx: Transaction,
  grants: Grants,
  { user, channel }: { user: User; channel: ActionChannel },
): Promise<Proof> {
  const { userId } = user;
  const now = grants.clock.now();
  // a coordinator may be changing their role at the same time
  const before = user.verifiedAt === null ? await lockMember(trx, userId) : user;
  await trx('users').where({ userId }).update({ seenAt: now });
  // if the number was changed in the meantime, the proved number is no longer theirs
  if (before.verifiedAt !== null || before.phone !== user.phone) {
    return { user: await getUser(trx, userId), isGranted: false };
  }
  const isGranted = (await takeGrant(trx, grants, before)) && before.role === 'volunteer';
  const role = isGranted ? 'coordinator' : before.role;
  await trx('users').where({ userId }).update({ verifiedAt: now, role });
  await audit(trx, grants.clock, {
    actorUserId: userId,
    channel,
    action: 'user.prove',
    subject: `user:${userId}`,
    before: { role: before.role },
    after: { role },
  });
  return { user: await getUser(trx, userId), isGranted };
}
