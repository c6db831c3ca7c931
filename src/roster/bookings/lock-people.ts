import type { Transaction } from '#src/db/connect.ts';
import { lockName, lockRows } from '#src/db/locking.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { type BuddyChoice, buddyPhoneOf } from '#src/roster/buddies/buddy-choice.ts';
import { findUser, findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

export interface LockedPeople {
  booker: User;
  /** Set if the number belongs to an active member. */
  buddyUser: User | undefined;
}

interface PeopleOfBooking {
  userId: number;
  buddy: BuddyChoice;
  /** People whom the caller has loaded. No rule of a booking depends on what the booker's row says. */
  knownUsers?: readonly User[] | undefined;
}

/** Locks the booker and the buddy, and reads the buddy under the lock: they may have been removed in between. */
export async function lockPeople(
  trx: Transaction,
  { userId, buddy, knownUsers = [] }: PeopleOfBooking,
): Promise<LockedPeople> {
  const phone = buddyPhoneOf(buddy);
  if (phone !== undefined) await lockNumber(trx, phone);
  const found = phone === undefined ? undefined : await findUserByPhone(trx, phone);
  const buddyId = found?.isActive ? found.userId : undefined;
  await lockRows(trx, 'users', [userId, buddyId]);
  const findBuddy = buddyId === undefined ? Promise.resolve(undefined) : findUser(trx, buddyId);
  const known = knownUsers.find((user) => user.userId === userId);
  const [booker, buddyUser] = await runConcurrently(known ? Promise.resolve(known) : getUser(trx, userId), findBuddy);
  const isStillTheirs = buddyUser?.isActive === true && buddyUser.phone === phone;
  return { booker, buddyUser: isStillTheirs ? buddyUser : undefined };
}

/**
 * Until the commit, nobody else names this number as a buddy or joins with it. Without the lock, a booking and a newcomer at
 * the same time would not see each other, and would never be linked.
 */
export async function lockNumber(trx: Transaction, phone: string): Promise<void> {
  await lockName(trx, 'phoneNumber', phone);
}
