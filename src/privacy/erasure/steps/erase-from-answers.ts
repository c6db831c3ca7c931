import type { Database, Transaction } from '#src/db/connect.ts';
import { wholeFieldsOf, withoutNumbers } from '#src/privacy/erasure/words/mentioned-person.ts';
import { inStrings } from '#src/privacy/erasure/words/rewrite.ts';
import type { ErasureWork } from '#src/privacy/erasure/work.ts';
import type { Step } from './step.ts';

/** Answers in memory at once. An answer can be a page of a list. */
const READ = 20;

interface StoredAnswer {
  userId: number;
  repeatKey: string;
  answer: string | null;
}

/**
 * Stored answers for repeated requests lose the person, but still exist: a request without its answer would be carried out
 * again. A name counts only if it is a whole field. The person's own answers are deleted.
 */
export const eraseFromAnswers: Step = {
  name: 'answers',
  find: async (db, work, position) => {
    const rows = await listAnswers(db, { work, position });
    const changes = rows.flatMap((row) => changeOf(work, row) ?? []);
    const last = rows.at(-1);
    return {
      position: rows.length < READ || !last ? undefined : JSON.stringify([last.userId, last.repeatKey]),
      ...(changes.length > 0 && {
        erase: async (trx: Transaction) => {
          for (const { userId, repeatKey, rest } of changes) {
            const row = trx('repeats').where({ userId, repeatKey });
            await (rest === undefined ? row.delete() : row.update({ answer: rest }));
          }
        },
      }),
    };
  },
};

async function listAnswers(
  db: Database,
  { work, position }: { work: ErasureWork; position: string },
): Promise<StoredAnswer[]> {
  const rows = db('repeats')
    .where('createdAt', '<=', new Date(work.erasure.facts.at))
    .orderBy(['userId', 'repeatKey'])
    .limit(READ);
  if (position !== '') rows.whereRaw('(user_id, repeat_key) > (?, ?)', JSON.parse(position));
  return rows.select('userId', 'repeatKey', 'answer');
}

function changeOf({ erasure, who }: ErasureWork, { userId, repeatKey, answer }: StoredAnswer) {
  if (userId === erasure.userId) return { userId, repeatKey, rest: undefined };
  if (answer === null) return undefined;
  const rest = inStrings(answer, (text) => (wholeFieldsOf(who).has(text) ? who.nameless : withoutNumbers(who, text)));
  return rest === answer ? undefined : { userId, repeatKey, rest };
}
