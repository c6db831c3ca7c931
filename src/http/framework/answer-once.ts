import { createHash } from 'node:crypto';
import type { Answer, AnyEndpoint, Call } from './endpoint.ts';
import { Problem } from './problem.ts';

export const LONGEST_KEY = 200;

/**
 * A request that repeats an idempotency key of the same person gets the first answer again, and nothing happens twice. Of
 * two requests at the same moment, the second waits for the row of the first.
 */
export async function answerOnce(
  call: Call,
  endpoint: AnyEndpoint,
  handle: () => Promise<Answer | Problem>,
): Promise<Answer | Problem> {
  const key = endpoint.isRepeatable ? call.header('idempotency-key') : '';
  if (key === '' || !call.user) return handle();
  if (key.length > LONGEST_KEY)
    return new Problem('validation_failed', `Idempotency-Key has at most ${LONGEST_KEY} characters.`);
  const { trx, settings, user, params, query, body } = call;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([endpoint.operationId, params, body, ...(endpoint.query ? [query] : [])]))
    .digest('hex');
  const owner = { userId: user.userId, repeatKey: key };
  const [isFirst] = await trx('repeats')
    .insert({ ...owner, requestHash, createdAt: settings.clock.now() })
    .onConflict()
    .ignore()
    .returning('userId');
  if (!isFirst) return firstAnswer(await trx('repeats').where(owner).first(), requestHash);
  const answer = await handle();
  if (answer instanceof Problem) {
    // the caller may use the key again, also if this refusal commits
    await trx('repeats').where(owner).delete();
    return answer;
  }
  await trx('repeats')
    .where(owner)
    .update({ status: answer.status, answer: JSON.stringify(answer.body ?? null) });
  return answer;
}

function firstAnswer(
  row: { requestHash: string; status: number; answer: string },
  requestHash: string,
): Answer | Problem {
  if (row.requestHash !== requestHash)
    return new Problem('key_reused', 'This Idempotency-Key belongs to another request.');
  return { status: row.status, body: JSON.parse(row.answer) ?? undefined };
}
