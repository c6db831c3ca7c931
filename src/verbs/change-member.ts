import type { Transaction } from '#src/db/connect.ts';
import { lockMember } from '#src/membership/lock-member.ts';
import { rename } from '#src/membership/rename.ts';
import type { Watch } from '#src/notices/watch.ts';
import { lockNumber } from '#src/roster/lock-people.ts';
import { findUser, getUser } from '#src/volunteers/find-user.ts';
import type { Role, User } from '#src/volunteers/user.ts';
import { admitMember, refuseMember, removeMember } from './change-membership.ts';
import type { Steer } from './steer-bookings.ts';
import { setPhone, setRole } from './steer-members.ts';

export interface MemberChange {
  name?: string | undefined;
  /** E.164. */
  phone?: string | undefined;
  role?: Role | undefined;
  /** Admits, or takes off the roster. */
  status?: 'active' | 'suspended' | undefined;
}

export type ChangeMemberOutcome =
  | { outcome: 'changed'; user: User }
  | { outcome: 'noSuchUser' }
  | { outcome: 'hasLeft' | 'lastCoordinator' | 'oneself'; user: User }
  | { outcome: 'phoneTaken'; by: User | undefined };

/** All of it or nothing: after any outcome but `changed` the transaction must be given up. What is so already is no change. */
export async function changeMember(
  trx: Transaction,
  watch: Watch,
  { userId, change, ...steer }: Steer & { userId: number; change: MemberChange },
): Promise<ChangeMemberOutcome> {
  const found = await findUser(trx, userId);
  if (!found) return { outcome: 'noSuchUser' };
  // numbers before people, as everywhere: whoever is booked as a buddy by one of them at this moment is linked
  const numbers = [found.phone, change.phone].filter((phone) => phone != null).sort();
  for (const phone of numbers) await lockNumber(trx, phone);
  const user = await lockMember(trx, userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  const deed = { ...steer, userId };
  if (change.status === 'active') await admitMember(trx, watch, deed);
  if (change.name !== undefined && change.name !== user.name) {
    await rename(trx, watch.clock, { ...deed, name: change.name });
  }
  if (change.phone !== undefined) {
    const moved = await setPhone(trx, watch, { ...deed, phone: change.phone });
    if (moved.outcome === 'phoneTaken') return moved;
  }
  if (change.role !== undefined) {
    const changed = await setRole(trx, watch, { ...deed, role: change.role });
    if (changed.outcome === 'lastCoordinator') return { ...changed, outcome: 'lastCoordinator' };
  }
  if (change.status === 'suspended') {
    const off = await (user.status === 'pending' ? refuseMember : removeMember)(trx, watch, deed);
    if (off.outcome === 'oneself' || off.outcome === 'lastCoordinator') return { outcome: off.outcome, user };
  }
  return { outcome: 'changed', user: await getUser(trx, userId) };
}
