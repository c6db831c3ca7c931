import type { Database } from '#src/db/connect.ts';
import { allForms } from '#src/privacy/erasure/words/mentioned-person.ts';
import { renderedForms } from '#src/privacy/erasure/words/name-patterns.ts';
import type { Step } from './step.ts';

/** Names that one turn of the event loop compares. */
const COMPARED = 500;

/**
 * Finds which of the person's names equal the name of a buddy who is not a member, as our texts show it. A booker typed such
 * a name, so our texts may mean somebody else.
 */
export const findTypedNames: Step = {
  name: 'typed_names',
  find: async (db, work, position) => {
    const { facts } = work.erasure;
    const sought = new Set(allForms(work.who));
    if (sought.size === 0) return { position: undefined };
    const rows = await listNames(db, Number(position), facts.lastIds.bookings);
    const typed = renderedForms([...new Set(rows.map(({ name }) => name))]).filter((form) => sought.has(form));
    const fresh = typed.filter((form) => !facts.typedForms.includes(form));
    return {
      position: rows.length < COMPARED ? undefined : String(rows.at(-1)?.bookingId),
      ...(fresh.length > 0 && { facts: { ...facts, typedForms: [...facts.typedForms, ...fresh] } }),
    };
  },
};

async function listNames(db: Database, after: number, last: number): Promise<{ bookingId: number; name: string }[]> {
  return db('bookings')
    .where('bookingId', '>', after)
    .where('bookingId', '<=', last)
    .whereNull('buddyUserId')
    .whereNotNull('buddyName')
    .orderBy('bookingId')
    .limit(COMPARED)
    .select('bookingId', 'buddyName as name');
}
