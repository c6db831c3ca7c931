import type { Transaction } from '#src/db/connect.ts';
import type { User } from '#src/volunteers/people/user.ts';

type Person = Pick<User, 'userId' | 'name' | 'phone'>;

/** Every name and number that this person ever had here, from the audit. */
export async function listEarlierNames(trx: Transaction, user: Person): Promise<{ names: string[]; phones: string[] }> {
  return { names: await listFacts(trx, user, 'name'), phones: await listEarlierNumbers(trx, user) };
}

/** Every number that this person ever had here. */
export async function listEarlierNumbers(trx: Transaction, user: Person): Promise<string[]> {
  return listFacts(trx, user, 'phone');
}

async function listFacts(trx: Transaction, user: Person, key: 'name' | 'phone'): Promise<string[]> {
  const events: { before: string | null; after: string | null }[] = await trx('audit_events')
    .where({ subject: `user:${user.userId}` })
    .where((told) => told.where('before', 'like', `%"${key}"%`).orWhere('after', 'like', `%"${key}"%`))
    .select('before', 'after');
  const facts = events.flatMap(({ before, after }) => [before, after]).map((json) => (json ? JSON.parse(json) : {}));
  const known: unknown[] = [user[key], ...facts.map((fact) => fact[key])];
  return [...new Set(known.filter((word): word is string => typeof word === 'string' && word !== ''))];
}
