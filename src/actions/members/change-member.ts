import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockMember } from '#src/membership/lock-member.ts';
import { renameMember } from '#src/membership/rename-member.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { findUser, getUser } from '#src/volunteers/people/find-user.ts';
import type { Role, User } from '#src/volunteers/people/user.ts';
import { admitMember, refuseMember, removeMember } from './change-status.ts';
import { setPhone } from './set-phone.ts';
import { setRole } from './set-role.ts';

export interface MemberEdit {
  name?: string | undefined;
  /** E.164. */
  phone?: string | undefined;
  role?: Role | undefined;
  /** Admits or suspends. */
  status?: 'active' | 'suspended' | undefined;
}

export type ChangeMemberOutcome =
  | { outcome: 'changed'; user: User }
  | { outcome: 'noSuchUser' }
  | { outcome: 'hasLeft' | 'lastCoordinator' | 'oneself'; user: User }
  | { outcome: 'phoneTaken'; by: User | undefined };

/** Makes all changes or none: after any outcome but `changed`, the transaction must be rolled back. */
export async function changeMember(
  trx: Transaction,
  settings: WatchSettings,
  { userId, change, ...origin }: CoordinatorOrigin & { userId: number; change: MemberEdit },
): Promise<ChangeMemberOutcome> {
  const found = await findUser(trx, userId);
  if (!found) return { outcome: 'noSuchUser' };
  // numbers are locked before people, so that bookings that name one of the numbers at this moment are linked
  const numbers = [found.phone, change.phone].filter((phone) => phone != null).sort();
  for (const phone of numbers) await lockNumber(trx, phone);
  const user = await lockMember(trx, userId);
  if (user.status === 'left') return { outcome: 'hasLeft', user };
  const memberOrigin = { ...origin, userId };
  if (change.status === 'active') await admitMember(trx, settings, memberOrigin);
  if (change.name !== undefined && change.name !== user.name) {
    await renameMember(trx, settings.clock, { ...memberOrigin, name: change.name });
  }
  if (change.phone !== undefined) {
    const moved = await setPhone(trx, settings, { ...memberOrigin, phone: change.phone });
    if (moved.outcome === 'phoneTaken') return moved;
  }
  if (change.role !== undefined) {
    const changed = await setRole(trx, settings, { ...memberOrigin, role: change.role });
    if (changed.outcome === 'lastCoordinator') return { ...changed, outcome: 'lastCoordinator' };
  }
  if (change.status === 'suspended') {
    const off = await (user.status === 'pending' ? refuseMember : removeMember)(trx, settings, memberOrigin);
    if (off.outcome === 'oneself' || off.outcome === 'lastCoordinator') return { outcome: off.outcome, user };
  }
  return { outcome: 'changed', user: await getUser(trx, userId) };
}
