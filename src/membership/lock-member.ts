import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { getUser, listCoordinators } from '#src/volunteers/people/find-user.ts';
import { User } from '#src/volunteers/people/user.ts';

/**
 * The person, locked. A coordinator together with all the others, so that two who are taken off at the same moment can't
 * each count on the other to stay.
 */
export async function lockMember(trx: Transaction, userId: number): Promise<User> {
  const ids = (await listCoordinators(trx)).map((coordinator) => coordinator.userId);
  await lockRows(trx, 'users.userId', ids.includes(userId) ? ids : [userId]);
  return getUser(trx, userId);
}

/** Only binding for who holds the lock on one of them. */
export async function countCoordinators(trx: Transaction): Promise<number> {
  return User.query(trx).where({ role: 'coordinator', status: 'active' }).resultSize();
}
