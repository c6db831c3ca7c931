import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import type { MembershipChange } from './change-status.ts';
import { lockMember } from './lock-member.ts';

export type EndSignInsOutcome = { outcome: 'ended' | 'hasLeft'; user: User };

/** Ends all tokens and calendar feeds of a person whose phone was lost or stolen. */
export async function endSignIns(
  trx: Transaction,
  clock: Clock,
  { userId, actor, channel }: MembershipChange,
): Promise<EndSignInsOutcome> {
  const user = await lockMember(trx, userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  await endAccess(trx, clock.now(), userId);
  const subject = `user:${userId}`;
  await audit(trx, clock, { actorUserId: actor.userId, channel, action: 'user.reset', subject });
  return { outcome: 'ended', user };
}
