import type { Transaction } from '#src/db/connect.ts';
import { audit } from '#src/volunteers/audit.ts';
import { getUser } from '#src/volunteers/find-user.ts';
import type { User } from '#src/volunteers/user.ts';
import { wasRoleDecided } from './change-role.ts';
import type { Door } from './join.ts';

/** A member proves the number. The first time, of one whom a coordinator entered, it may make them a coordinator. */
export async function noteProof(
  trx: Transaction,
  door: Door,
  { user, channel }: { user: User; channel: 'text' | 'api' },
): Promise<User> {
  const { userId } = user;
  await trx('users').where({ userId }).update({ seenAt: door.clock.now() });
  if (user.verifiedAt !== null) return user;
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
