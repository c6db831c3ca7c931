import type { Turn } from '#src/conversation/turn.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { before, SECOND } from '#src/platform/duration.ts';

/** Nobody reads our question and answers it within this time. Networks repeat a text within seconds, with another id. */
const REPEATED_WITHIN = 10 * SECOND;

/** Whether the text before this one had the same words and came just before, so that both count as one. */
export async function isSentTwice({ trx, text }: Turn): Promise<boolean> {
  const { conversationId, inboxId, receivedAt, body } = text;
  const last: { body: string; receivedAt: Date | number } | undefined = await trx('inbox')
    .where({ conversationId })
    .where('inboxId', '<', inboxId)
    .orderBy('inboxId', 'desc')
    .first('body', 'receivedAt');
  if (!last || simplifyText(last.body) !== simplifyText(body)) return false;
  return new Date(last.receivedAt) > before(receivedAt, REPEATED_WITHIN);
}
