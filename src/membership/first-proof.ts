import type { Transaction } from '#src/db/connect.ts';
import { audit } from '#src/volunteers/audit.ts';
import { getUser } from '#src/volunteers/find-user.ts';
import type { User } from '#src/volunteers/user.ts';
import { wasRoleDecided } from './change-role.ts';
import type { Door } from './join.ts';

/** The number of a member whom a coordinator entered is proved for the first time. Later proofs change nothing. */
export async function noteFirstProof(
  trx: Transaction,
  door: Door,
  { user, channel }: { user: User; channel: 'text' | 'api' },
): Promise<User> {
  if (user.verifiedAt !== null) return user;
  const { userId } = user;
  const isListed = user.phone !== null && door.coordinatorPhones.includes(user.phone);
  const isGranted = isListed && user.isActive && user.role === 'volunteer' && !(await wasRoleDecided(trx, userId));
  const role = isGranted ? 'coordinator' : user.role;
  await trx('users').where({ userId }).update({ verifiedAt: door.clock.now(), role });
  await audit(trx, door.clock, {
    actorUserId: userId,
    channel,
    action: 'user.prove',
    subject: `user:${userId}`,
    before: { role: user.role },
    after: { role },
  });
  return getUser(trx, userId);
}
