import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { reviseBookings } from '#src/roster/bookings/new-revision.ts';
import type { ActionChannel, Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';

/** Changes a name, also in bookings that have this person as buddy. Without `actor`, people change their own name. */
export async function renameMember(
  trx: Transaction,
  clock: Clock,
  change: { userId: number; name: string; channel: ActionChannel; actor?: Actor },
): Promise<void> {
  const { userId, name } = change;
  const user = await getUser(trx, userId);
  await trx('users').where({ userId }).update({ name });
  await trx('bookings').where({ buddyUserId: userId }).whereNull('droppedAt').update({ buddyName: name });
  await reviseBookings(trx, clock, { userId });
  await audit(trx, clock, {
    actorUserId: change.actor ? change.actor.userId : userId,
    channel: change.channel,
    action: 'user.rename',
    subject: `user:${userId}`,
    before: { name: user.name },
    after: { name },
  });
}
