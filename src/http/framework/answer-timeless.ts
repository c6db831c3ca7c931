import type { Transaction } from '#src/db/connect.ts';
import { whileUnchanged } from '#src/db/unchanged.ts';
import type { Answer, AuditedAnswer } from './endpoint.ts';
import { Problem } from './problem.ts';
import { JsonText } from './values/json-text.ts';

/** The answer of `handle` as bytes, which are remembered under `key` while nothing in the database changes. */
export async function answerTimeless(
  trx: Transaction,
  key: string,
  handle: () => Promise<Answer | AuditedAnswer | Problem>,
): Promise<Answer> {
  const text = await whileUnchanged(trx, key, async () => {
    const answer = await handle();
    // a problem is not remembered
    if (answer instanceof Problem) throw answer;
    if (answer.status !== 200 || answer.headers || 'audit' in answer)
      throw new Error(`${key} is not a timeless answer`);
    return JSON.stringify(answer.body);
  });
  return { status: 200, body: new JsonText(text) };
}
