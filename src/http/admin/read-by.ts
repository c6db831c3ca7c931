import type { AuditedAnswer } from '#src/http/framework/endpoint.ts';
import type { User } from '#src/volunteers/people/user.ts';

/**
 * The audit entry of a read that shows numbers, words or files of people. A page of a coordinator reads the same things
 * again and again, so one entry an hour stands for all of them.
 */
export function readBy(
  { user }: { user: User },
  action: string,
  subject: string,
): Pick<AuditedAnswer, 'audit' | 'isCombined'> {
  return { audit: { actorUserId: user.userId, channel: 'api', action, subject }, isCombined: true };
}
