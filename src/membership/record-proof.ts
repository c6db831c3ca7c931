import type { Transaction } from '#src/db/connect.ts';
import type { ActionChannel } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { lockMember } from './lock-member.ts';
import { type Grants, takeGrant } from './take-grant.ts';

export interface Proof {
  user: User;
  /** COORDINATOR_PHONES made them a coordinator just now. */
  isGranted: boolean;
}

/**
 * A member proves the number that they have. The first proof of somebody whom a coordinator entered may make them a
 * coordinator.
 */
export async function recordProof(
  trx: Transaction,
  grants: Grants,
  { user, channel }: { user: User; channel: ActionChannel },
): Promise<Proof> {
  const { userId } = user;
  const now = grants.clock.now();
  // locked before it is changed: a coordinator may take the role from them at this moment
  const before = user.verifiedAt === null ? await lockMember(trx, userId) : user;
  await trx('users').where({ userId }).update({ seenAt: now });
  // also a number that was changed at this moment: the one that was proved is not theirs any more
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
