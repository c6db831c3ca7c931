import type { VolunteerEvent } from '#src/conversation/events.ts';
import { asksSomething, metaOf } from '#src/conversation/machine/step.ts';
import { type Reply, senderInDangerOf, type Turn } from '#src/conversation/turn.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import { before, MINUTE } from '#src/platform/duration.ts';

/** The same words again within this time are the same text again: a network delivered it twice, or a thumb did. */
const REPEATED_WITHIN = MINUTE;
/**
 * Danger is always heard anew. The others change nothing the second time, and may have another answer by now: MORE goes on
 * where the list ended.
 */
const ALWAYS_READ: ReadonlySet<string> = new Set([
  ...['SOS', 'HELP_WORDS', 'LIKELY_DANGER'],
  ...['SHIFTS', 'MORE', 'MY', 'WHO', 'SHOW', 'MENU', 'IN', 'OUT'],
  // each try counts, and a code may be sent by now
  ...['CODE', 'CODE_GIVEN', 'PROOF'],
]);

interface LastText {
  inboxId: number;
  body: string;
  media: string;
  receivedAt: Date | number;
  needsPerson: boolean | number;
}

interface LastReply {
  outboxId: number;
  messageType: MessageType;
  payload: string;
  status: string;
  codeId: number | null;
  askId: number | null;
}

/**
 * The replies to the text before this one, if this is the same text again: the same words within a minute, and we asked and
 * told nothing in between. It gets the same replies and changes nothing. `event`: what this text means now.
 */
export async function findRepeatedReplies(turn: Turn, event: VolunteerEvent): Promise<Reply[] | undefined> {
  const { trx, text, lastTextAt } = turn;
  if (ALWAYS_READ.has(event.type)) return undefined;
  const earliest = before(text.receivedAt, REPEATED_WITHIN);
  if (lastTextAt === null || lastTextAt < earliest || text.attachments.length > 0) return undefined;
  const last = await findLast(turn);
  if (!last || new Date(last.receivedAt) < earliest || last.media !== '[]' || last.needsPerson) return undefined;
  if (simplifyText(last.body) !== simplifyText(text.body) || simplifyText(text.body) === '') return undefined;
  // who asks for help again still waits for it, whatever the dialogue makes of the words
  if (hasAsked(turn, last, event) || readDanger(text.body, senderInDangerOf(turn))) return undefined;
  const key = `inbox:${last.inboxId}:answer:`;
  const replies: LastReply[] = await trx('outbox')
    .whereIn(
      'idempotencyKey',
      [0, 1, 2, 3].map((index) => `${key}${index}`),
    )
    .orderBy('outboxId')
    .select('outboxId', 'messageType', 'payload', 'status', 'codeId', 'askId');
  const isSame = replies.every(
    ({ payload, status, codeId, askId }) =>
      payload !== '' && status !== 'cancelled' && codeId === null && askId === null,
  );
  const [first] = replies;
  if (!first || !isSame || (await isToldSince(turn, last, { first, key }))) return undefined;
  return replies.map(({ messageType, payload }) => ({ messageType, body: payload }));
}

function findLast({ trx, text }: Turn): PromiseLike<LastText | undefined> {
  return trx('inbox')
    .where({ conversationId: text.conversationId })
    .where('inboxId', '<', text.inboxId)
    .orderBy('inboxId', 'desc')
    .first('inboxId', 'body', 'media', 'receivedAt', 'needsPerson');
}

/**
 * Whether the replies to it asked a question, so that the same words may be its answer. An open case is no question, and the
 * words of a report are no severity.
 */
function hasAsked(
  { dialogue, questionInboxId }: Turn,
  { inboxId, body, receivedAt }: LastText,
  event: VolunteerEvent,
): boolean {
  // a list asks for one of its items
  const isItem = event.type === 'NUMBER' || (event.type === 'BOOK' && event.choice && 'item' in event.choice);
  if (isItem && (dialogue.context.list?.shownAt ?? 0) >= new Date(receivedAt).getTime()) return true;
  const { expects } = metaOf(dialogue);
  // a name that is given twice is a name
  if (expects === 'name') return true;
  if (expects === 'words' || (expects === 'severity' && /\s\S+\s/.test(body.trim()))) return false;
  return asksSomething(dialogue) && questionInboxId === inboxId;
}

/** Whether something else went to the sender since, such as the text of a coordinator, which the words may answer. */
async function isToldSince(
  { trx, text }: Turn,
  last: LastText,
  { first, key }: { first: LastReply; key: string },
): Promise<boolean> {
  const other = await trx('outbox')
    .where({ identity: text.identity })
    .where('createdAt', '>=', new Date(last.receivedAt))
    .where('outboxId', '>', first.outboxId)
    .whereNot('idempotencyKey', 'like', `${key}%`)
    .whereNotIn('status', ['cancelled', 'failed'])
    .first('outboxId');
  return other !== undefined;
}
