import { type Reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { markIfLate } from '#src/notices/mark-late.ts';

/**
 * Sends one reply to one text if possible: separate messages cost more and may arrive in any order. Replies that are
 * held back still show in the thread. Returns how many replies there are.
 */
export async function queueReplies(turn: Turn, { heldBackFor }: { heldBackFor: string | undefined }): Promise<number> {
  const { trx, settings, text } = turn;
  const replies = combined(turn.replies);
  for (const [index, { messageType, body, codeId, isLastWord, askId }] of replies.entries()) {
    await enqueue(trx, settings, {
      messageType,
      to: { address: text.address },
      // a code is never too late: it was made just now
      body: codeId === undefined ? markIfLate(settings, body, turn.texts.lateAnswer) : body,
      key: `${turnCause(turn)}:answer:${index}`,
      ...(turn.user && { userId: turn.user.userId }),
      ...(codeId !== undefined && { codeId }),
      ...(isLastWord && { isLastWord }),
      ...(askId !== undefined && { askId }),
      ...(heldBackFor !== undefined && { cancelledFor: heldBackFor }),
    });
  }
  return replies.length;
}

function combined(replies: Reply[]): Reply[] {
  const messages: Reply[] = [];
  for (const next of replies) {
    const last = messages.at(-1);
    const together = last && `${last.body}\n${next.body}`;
    const canJoin = last && !staysAlone(last) && !staysAlone(next) && together && fits(together);
    if (canJoin) messages[messages.length - 1] = { messageType: next.messageType, body: together };
    else messages.push(next);
  }
  return messages;
}

/** The message of a code is erased later, and the question of an ask is not sent if the ask has ended. */
function staysAlone({ codeId, askId }: Reply): boolean {
  return codeId !== undefined || askId !== undefined;
}
