import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { User } from './user.ts';

/** The person who has this number now, whatever their status but `left`. `phone` is E.164, or a query for it. */
export async function findUserByPhone(trx: Transaction, phone: string | Knex.QueryBuilder): Promise<User | undefined> {
  // said as "not status = …" it would be the same, but SQLite would not find the index
  return User.query(trx).where('phone', phone).where('status', '<>', 'left').first();
}

/** Those who have one of these numbers now. */
export async function listUsersByPhone(trx: Transaction, phones: readonly string[]): Promise<User[]> {
  return User.query(trx)
    .whereIn('phone', [...phones])
    .where('status', '<>', 'left');
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
