import type { Transaction } from '#src/db/connect.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Every name and number that this person ever had here, from the audit. */
export async function listEarlierNames(
  trx: Transaction,
  { userId, name, phone }: User,
): Promise<{ names: string[]; phones: string[] }> {
  const events: { before: string | null; after: string | null }[] = await trx('audit_events')
    .where({ subject: `user:${userId}` })
    .select('before', 'after');
  const facts = events.flatMap(({ before, after }) => [before, after]).map((json) => (json ? JSON.parse(json) : {}));
  const words = (key: 'name' | 'phone', now: string | null) => {
    const known: unknown[] = [now, ...facts.map((fact) => fact[key])];
    return [...new Set(known.filter((word): word is string => typeof word === 'string' && word !== ''))];
  };
  return { names: words('name', name), phones: words('phone', phone) };
}
