import type { Transaction } from '#src/db/connect.ts';
import { allocateRef } from '#src/db/ref.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Ids } from '#src/platform/ids.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import type { ActionChannel, Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { Role, User } from '#src/volunteers/people/user.ts';

export interface NewMember {
  /** E.164. */
  phone: string;
  name: string;
  role: Role;
  actor: Actor;
  channel: ActionChannel;
}

export type AddOutcome =
  /** `linked`: bookings that named the number as buddy before. */
  { outcome: 'added'; user: User; linked: BookingDetails[] } | { outcome: 'phoneTaken'; by: User | undefined };

/** A coordinator adds a member, who is active at once. Their number is not proved yet. */
export async function addMember(
  trx: Transaction,
  tools: { clock: Clock; ids: Ids },
  { actor, channel, ...member }: NewMember,
): Promise<AddOutcome> {
  const { clock, ids } = tools;
  const [row] = await trx('users')
    .insert({ ...member, status: 'active', verifiedAt: null, createdAt: clock.now() })
    .onConflict()
    .ignore()
    .returning('userId');
  if (!row) return { outcome: 'phoneTaken', by: await findUserByPhone(trx, member.phone) };
  await trx('users')
    .where(row)
    .update({ ref: await allocateRef(trx, ids, 'newcomer') });
  await trx('addresses').where({ identity: member.phone }).update(row);
  const user = await getUser(trx, row.userId);
  await audit(trx, clock, {
    actorUserId: actor.userId,
    channel,
    action: 'user.create',
    subject: `user:${user.userId}`,
    after: { ...member, status: 'active' },
  });
  return { outcome: 'added', user, linked: await linkBuddy(trx, clock, user) };
}
