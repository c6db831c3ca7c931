import type { AskedQuestion } from '#src/asks/list-asked-questions.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { before, MINUTE } from '#src/platform/duration.ts';

/** The same words again within this time are the same answer again. */
const REPEATED_WITHIN = MINUTE;

/**
 * The ask that the text before this one answered, if this one has the same words and we asked nothing in between. A second "yes"
 * of somebody in a hurry must not answer another question.
 */
export async function findRepeatedAnswer(
  { trx, text, lastTextAt }: Turn,
  asked: readonly AskedQuestion[],
): Promise<{ askId: number } | undefined> {
  const { conversationId, inboxId, receivedAt, body } = text;
  const earliest = before(receivedAt, REPEATED_WITHIN);
  if (lastTextAt === null || lastTextAt < earliest) return undefined;
  const last: { inboxId: number; body: string; receivedAt: Date | number } | undefined = await trx('inbox')
    .where({ conversationId })
    .where('inboxId', '<', inboxId)
    .orderBy('inboxId', 'desc')
    .first('inboxId', 'body', 'receivedAt');
  if (!last || simplifyText(last.body) !== simplifyText(body)) return undefined;
  const lastAt = new Date(last.receivedAt);
  if (lastAt < earliest) return undefined;
  const isAskedSince = asked.some(({ handed }) => handed && handed.at > lastAt && handed.at <= receivedAt);
  return isAskedSince ? undefined : trx('asks').where({ inboxId: last.inboxId }).first('askId');
}
