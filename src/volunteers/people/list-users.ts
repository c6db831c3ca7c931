import type { Transaction } from '#src/db/connect.ts';
import { personMatcher, type Searched } from './match-person.ts';
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
  const { search, limit } = query;
  if (!search) return queryUsers(trx, query).limit(limit + 1);
  return listUsersById(trx, await searchUsers(trx, { ...query, search }));
}

export async function listUsersById(trx: Transaction, ids: readonly number[]): Promise<User[]> {
  return User.query(trx)
    .findByIds([...new Set(ids)])
    .orderBy('userId');
}

function queryUsers(trx: Transaction, { status, role, afterId }: Omit<UserQuery, 'search'>) {
  const users = User.query(trx).orderBy('userId');
  if (status) users.where({ status });
  if (role) users.where({ role });
  if (afterId !== undefined) users.where('userId', '>', afterId);
  return users;
}

/** People who are read and compared together. A thousand take about 3 ms. */
const CHUNK = 500;

/** Neither database ignores accents, and SQLite not even the case of letters beyond ASCII, so names are compared here. */
async function searchUsers(trx: Transaction, query: UserQuery & { search: string }): Promise<number[]> {
  const isSought = personMatcher(query.search);
  const ids: number[] = [];
  let { afterId } = query;
  while (ids.length <= query.limit) {
    const chunk: (Searched & { userId: number })[] = await queryUsers(trx, { ...query, afterId })
      .limit(CHUNK)
      .select('userId', 'name', 'phone');
    ids.push(...chunk.filter(isSought).map(({ userId }) => userId));
    if (chunk.length < CHUNK) break;
    afterId = chunk.at(-1)?.userId;
  }
  return ids.slice(0, query.limit + 1);
}
