import type { Transaction } from '#src/db/connect.ts';
import { whileUnchanged } from '#src/db/unchanged.ts';
import type { Answer, AuditedAnswer } from './endpoint.ts';
import { nextOf } from './link-to-next.ts';
import { Problem } from './problem.ts';
import { JsonText } from './values/json-text.ts';

/** The answer of `handle` as bytes, which are remembered under `key` while nothing in the database changes. */
export async function answerTimeless(
  trx: Transaction,
  key: string,
  handle: () => Promise<Answer | AuditedAnswer | Problem>,
): Promise<Answer> {
  const remembered = await whileUnchanged(trx, key, async () => {
    const answer = await handle();
    // a problem is not remembered
    if (answer instanceof Problem) throw answer;
    if (answer.status !== 200 || answer.headers || 'audit' in answer)
      throw new Error(`${key} is not a timeless answer`);
    return `${nextOf(answer) ?? ''}\n${JSON.stringify(answer.body)}`;
  });
  // the first line is the cursor of the next page: JSON has no line breaks
  const end = remembered.indexOf('\n');
  return { status: 200, body: new JsonText(remembered.slice(end + 1)), next: remembered.slice(0, end) };
}
