import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { Role, User } from '#src/volunteers/people/user.ts';
import { recordRightsLost } from '#src/volunteers/sign-in/rights-lost.ts';
import type { MembershipChange } from './change-status.ts';
import { countCoordinators, lockMember } from './lock-member.ts';

export type RoleOutcome =
  | { outcome: 'changed'; user: User }
  | { outcome: 'unchanged' | 'hasLeft' | 'lastCoordinator'; user: User };

/** After this, COORDINATOR_PHONES no longer changes this person's role. */
export async function changeRole(
  trx: Transaction,
  clock: Clock,
  { userId, role, actor, channel }: MembershipChange & { role: Role },
): Promise<RoleOutcome> {
  const user = await lockMember(trx, userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  if (user.role === role) return { outcome: 'unchanged', user };
  if (user.isCoordinator && (await countCoordinators(trx)) <= 1) return { outcome: 'lastCoordinator', user };
  await trx('users').where({ userId }).update({ role });
  if (role === 'volunteer') recordRightsLost(trx, clock.now(), userId);
  const change = { before: { role: user.role }, after: { role } };
  await audit(trx, clock, {
    actorUserId: actor.userId,
    channel,
    action: 'user.role',
    subject: `user:${userId}`,
    ...change,
  });
  return { outcome: 'changed', user: await getUser(trx, userId) };
}
