import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { getUser, listCoordinators } from '#src/volunteers/people/find-user.ts';
import { User } from '#src/volunteers/people/user.ts';

/**
 * Locks a person and reads them. All coordinators are locked together, so that of the last two, who are removed at the same
 * moment, one stays.
 */
export async function lockMember(trx: Transaction, userId: number): Promise<User> {
  const ids = (await listCoordinators(trx)).map((coordinator) => coordinator.userId);
  await lockRows(trx, 'users', ids.includes(userId) ? ids : [userId]);
  return getUser(trx, userId);
}

/** Locks the person's number first, for an action that links or erases by number. */
export async function lockMemberAndNumber(trx: Transaction, userId: number): Promise<User> {
  const { phone } = await getUser(trx, userId);
  if (phone !== null) await lockNumber(trx, phone);
  return lockMember(trx, userId);
}

/** Final only while the caller holds the lock on a coordinator. */
export async function countCoordinators(trx: Transaction): Promise<number> {
  return User.query(trx).where({ role: 'coordinator', status: 'active' }).resultSize();
}
