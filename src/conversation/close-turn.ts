import { answerAbroad } from '#src/conversation/replies/answer-abroad.ts';
import { pauseAnswers } from '#src/conversation/replies/pause-answers.ts';
import { queueReplies } from '#src/conversation/replies/queue-replies.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { laterOf } from '#src/platform/duration.ts';
import { eraseEndedCodeIn } from '#src/volunteers/sign-in/prove-code.ts';
import { asksSomething } from './machine/step.ts';
import { saveDialogue } from './saved-dialogue.ts';
import type { Turn } from './turn.ts';

/** Queues the replies, saves the dialogue and marks the text as handled. Returns how many replies there are. */
export async function closeTurn(turn: Turn): Promise<number> {
  const { trx, settings, text, isAnswered } = turn;
  const heldBackFor = isAnswered ? await reasonToHoldBack(turn) : undefined;
  const [replies] = await runConcurrently(
    isAnswered ? queueReplies(turn, { heldBackFor }) : Promise.resolve(0),
    storeDialogue(turn),
    markHandled(turn),
  );
  const { inboxId, body, raw, identity: phone } = text;
  await eraseEndedCodeIn(trx, settings.secret, { inboxId, body, raw, phone });
  return replies;
}

async function reasonToHoldBack(turn: Turn): Promise<string | undefined> {
  const abroad = await answerAbroad(turn);
  if (abroad !== undefined) return abroad;
  return (await pauseAnswers(turn)) ? 'too many texts from this number' : undefined;
}

function storeDialogue({ trx, settings, text, dialogue, questionInboxId, pausedAt }: Turn): PromiseLike<unknown> {
  return trx('conversations')
    .where({ conversationId: text.conversationId })
    .update({
      ...saveDialogue(dialogue),
      touchedAt: laterOf(text.receivedAt, settings.clock.now()),
      answersPausedAt: pausedAt,
      questionInboxId: asksSomething(dialogue) ? questionInboxId : null,
    });
}

function markHandled({ trx, settings, text, needsPerson }: Turn): PromiseLike<unknown> {
  if (needsPerson !== undefined) {
    const ids = { inbox_id: text.inboxId, conversation_id: text.conversationId };
    recordLiveEvent(trx, settings.clock, { type: 'needs_person', ...ids });
  }
  return trx('inbox')
    .where({ inboxId: text.inboxId })
    .update({
      handledAt: settings.clock.now(),
      needsPerson: needsPerson !== undefined,
      needsPersonReason: needsPerson ?? null,
    });
}
