import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { optOutOf } from '#src/volunteers/numbers/opt-out.ts';
import { User, type UserColumn } from './user.ts';

/** Written exactly like the condition of the index. SQLite does not use the index for any other spelling or a bound value. */
const HAS_NUMBER = "users.status <> 'left'";

/** The person who has this number now. People who left no longer have it. `phone` is E.164. */
export async function findUserByPhone(trx: Transaction, phone: string): Promise<User | undefined> {
  return User.query(trx).where({ phone }).whereRaw(HAS_NUMBER).first();
}

/** Keeps the columns of a joined user apart from the columns of the other table. */
const PREFIX = 'user:';
const COLUMNS: Record<UserColumn, true> = {
  userId: true,
  phone: true,
  name: true,
  role: true,
  status: true,
  language: true,
  ref: true,
  tokenGeneration: true,
  verifiedAt: true,
  createdAt: true,
  seenAt: true,
  leftAt: true,
  forgottenAt: true,
};
const SELECTED = Object.keys(COLUMNS).map((column) => `users.${column} as ${PREFIX}${column}`);

/** Joins the person who has the number in `phoneColumn` now. `readJoinedUser` reads them from the row. */
export function joinUserByPhone(trx: Transaction, query: Knex.QueryBuilder, phoneColumn: string): Knex.QueryBuilder {
  return query
    .leftJoin('users', (users) => users.on('users.phone', phoneColumn).andOn(trx.raw(HAS_NUMBER)))
    .select(SELECTED);
}

export function readJoinedUser(row: object): User | undefined {
  const own = Object.entries(row).filter(([column]) => column.startsWith(PREFIX));
  const user = Object.fromEntries(own.map(([column, value]) => [column.slice(PREFIX.length), value]));
  return user.userId === null ? undefined : User.fromDatabaseJson(user);
}

/** The people who have one of these numbers now. */
export async function listUsersByPhone(trx: Transaction, phones: readonly string[]): Promise<User[]> {
  return User.query(trx)
    .whereIn('phone', [...phones])
    .whereRaw(HAS_NUMBER);
}

export async function findUser(trx: Transaction, userId: number): Promise<User | undefined> {
  return User.query(trx).findById(userId);
}

export async function getUser(trx: Transaction, userId: number): Promise<User> {
  return User.query(trx).findById(userId).throwIfNotFound();
}

export async function listCoordinators(trx: Transaction, { isReachable = false } = {}): Promise<User[]> {
  const coordinators = User.query(trx).where({ role: 'coordinator', status: 'active' }).orderBy('userId');
  if (!isReachable) return coordinators;
  return coordinators.whereNotNull('phone').whereNotExists(optOutOf(trx, 'users.phone'));
}
