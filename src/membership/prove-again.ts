import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { isSameName } from '#src/volunteers/people/display-name.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { Newcomer } from './add-newcomer.ts';
import { lockMember } from './lock-member.ts';
import type { Grants } from './take-grant.ts';

export type ProofAgainOutcome =
  /** The number was not unseen for long. */
  | { outcome: 'notNeeded' }
  /** The same person: a member again, though no coordinator. */
  | { outcome: 'returned'; before: User; user: User; linked: BookingDetails[] }
  /** Somebody else has the number: `before` has left, and whoever it is may join. */
  | { outcome: 'handedOn'; before: User };

/** A number that was unseen for long is proved. Whether it is still the same person's, only the name tells. */
export async function proveAgain(
  trx: Transaction,
  { clock, secret }: Pick<Grants, 'clock' | 'secret'>,
  { phone, name, channel }: Newcomer,
): Promise<ProofAgainOutcome> {
  const known = await findUserByPhone(trx, phone);
  if (known?.status !== 'unproved') return { outcome: 'notNeeded' };
  await lockNumber(trx, phone);
  const before = await lockMember(trx, known.userId);
  if (before.status !== 'unproved') return { outcome: 'notNeeded' };
  const { userId } = before;
  const isSame = isSameName(before.name, name);
  const now = clock.now();
  // what a name can open must not be everybody's number
  const change = isSame
    ? { status: 'active', role: 'volunteer', seenAt: now, verifiedAt: before.verifiedAt ?? now }
    : { status: 'left', leftAt: now };
  await trx('users').where({ userId }).update(change);
  await useUpGrant(trx, { secret, now }, phone);
  if (!isSame) await trx('addresses').where({ userId }).update({ userId: null });
  await audit(trx, clock, {
    actorUserId: isSame ? userId : undefined,
    channel: isSame ? channel : 'service',
    action: isSame ? 'user.prove_again' : 'user.hand_on',
    subject: `user:${userId}`,
    before: { status: before.status, role: before.role },
    after: { status: change.status, ...('role' in change && { role: change.role }) },
  });
  if (!isSame) return { outcome: 'handedOn', before };
  const user = await getUser(trx, userId);
  return { outcome: 'returned', before, user, linked: await linkBuddy(trx, clock, user) };
}
