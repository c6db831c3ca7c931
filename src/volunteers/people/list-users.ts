import type { Transaction } from '#src/db/connect.ts';
import { type Role, User, type UserStatus } from './user.ts';

export interface UserQuery {
  /** Part of a name, or of a number in any usual spelling. */
  search?: string | undefined;
  status?: UserStatus | undefined;
  role?: Role | undefined;
  /** Where the previous page ended. */
  afterId?: number | undefined;
  limit: number;
}

/** By id. One more than `limit` if there are more. */
export async function listUsers(trx: Transaction, query: UserQuery): Promise<User[]> {
  const { search, status, role, afterId, limit } = query;
  const users = User.query(trx)
    .orderBy('userId')
    .limit(limit + 1);
  if (status) users.where({ status });
  if (role) users.where({ role });
  if (afterId !== undefined) users.where('userId', '>', afterId);
  if (search) {
    const digits = digitsOf(search);
    users.where((either) => {
      either.whereRaw("lower(name) like ? escape '!'", [`%${escaped(search.toLowerCase())}%`]);
      // SQLite folds the case of ASCII letters only. This also finds other letters as they were typed
      either.orWhereRaw("name like ? escape '!'", [`%${escaped(search)}%`]);
      if (digits) either.orWhere('phone', 'like', `%${digits}%`);
    });
  }
  return users;
}

export async function listUsersById(trx: Transaction, ids: readonly number[]): Promise<User[]> {
  return User.query(trx).findByIds([...new Set(ids)]);
}

/** Numbers are stored with the country code, so they have no leading zero. */
function digitsOf(search: string): string | undefined {
  if (!/^[\d\s+().-]+$/.test(search)) return undefined;
  return search.replace(/\D/g, '').replace(/^0+/, '') || undefined;
}

function escaped(pattern: string): string {
  return pattern.replace(/[!%_]/g, '!$&');
}
