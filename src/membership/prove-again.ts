import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { isSameName } from '#src/volunteers/people/display-name.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import type { Newcomer } from './add-newcomer.ts';
import { lockMember } from './lock-member.ts';
import type { Grants } from './take-grant.ts';

export type ProofAgainOutcome =
  /** The number need not be proved again. */
  | { outcome: 'notNeeded' }
  /** It is the same person. They are an active volunteer, even if they were a coordinator. */
  | { outcome: 'returned'; before: User; user: User; linked: BookingDetails[] }
  /** Somebody else has the number now. `before`, the previous owner, has left. */
  | { outcome: 'handedOn'; before: User };

/** Somebody proves a number that was not used for a long time. Only the name tells whether it is still the same person. */
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
  // no coordinator rights: a name is easy to guess, and coordinators see every number
  const change = isSame
    ? { status: 'active', role: 'volunteer', seenAt: now, verifiedAt: before.verifiedAt ?? now }
    : { status: 'left', leftAt: now };
  await trx('users').where({ userId }).update(change);
  if (!isSame) await endAccess(trx, now, userId);
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
