import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { User } from './user.ts';

/** As the index of numbers says it: for any other spelling SQLite does not find it, and with the value bound it plans anew each time. */
const HAS_NUMBER = "status <> 'left'";

/** The person who has this number now, whatever their status but `left`. `phone` is E.164, or a query for it. */
export async function findUserByPhone(trx: Transaction, phone: string | Knex.QueryBuilder): Promise<User | undefined> {
  return User.query(trx).where('phone', phone).whereRaw(HAS_NUMBER).first();
}

/** Those who have one of these numbers now. */
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

export async function listCoordinators(trx: Transaction): Promise<User[]> {
  return User.query(trx).where({ role: 'coordinator', status: 'active' }).orderBy('userId');
}
