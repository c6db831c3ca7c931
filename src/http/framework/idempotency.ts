import { createHash } from 'node:crypto';
import type { Answer, AnyEndpoint, Call } from './endpoint.ts';
import { Problem } from './problem.ts';

const LONGEST_KEY = 200;

/**
 * The same key from the same person gives the first answer again, also to two requests at one moment: the second waits
 * for the row of the first. Another request under a used key is a mistake of the caller.
 */
export async function onceAKey(
  call: Call,
  { endpoint, key }: { endpoint: AnyEndpoint; key: string },
  handle: () => Promise<Answer | Problem>,
): Promise<Answer | Problem> {
  if (key === '' || !call.user) return handle();
  if (key.length > LONGEST_KEY)
    throw new Problem('validation_failed', `Idempotency-Key has at most ${LONGEST_KEY} characters.`);
  const { trx, settings, user, params, body } = call;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([endpoint.operationId, params, body]))
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
    // what it wrote (a number that was named) counts; the key may be used again once the refusal is mended
    await trx('repeats').where(owner).delete();
    return answer;
  }
  await trx('repeats')
    .where(owner)
    .update({ status: answer.status, answer: JSON.stringify(answer.body ?? null) });
  return answer;
}

function firstAnswer(row: { requestHash: string; status: number; answer: string }, requestHash: string): Answer {
  if (row.requestHash !== requestHash) {
    throw new Problem('key_reused', 'This Idempotency-Key belongs to another request.');
  }
  return { status: row.status, body: JSON.parse(row.answer) ?? undefined };
}
