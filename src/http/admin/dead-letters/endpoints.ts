import { requeueKind, requeueMessage } from '#src/actions/messages/requeue-messages.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import { listAsksOfMessages } from '#src/asks/list-asks-of-messages.ts';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listDeadLetters } from '#src/messaging/outbox/dead-letters.ts';
import { presentSent } from '../messages/present.ts';
import { sent } from '../messages/schema.ts';
import { presentDeadLetter } from './present.ts';
import { deadLetterPath, deadLettersAnswer, deadLettersQuery, requeueAnswer, requeueBody } from './schema.ts';

const TAG = 'Coordinators: messages';

const list = endpoint({
  operationId: 'listDeadLetters',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/dead-letters',
  tag: TAG,
  summary: 'List the dead letters',
  access: 'coordinator',
  query: deadLettersQuery,
  answers: { 200: { description: 'One page, newest first.', schema: deadLettersAnswer } },
  problems: [],
  handle: async (call) => {
    const { trx } = call;
    const { cursor, limit, message_type } = call.query;
    const beforeId = readIdCursor(cursor);
    const found = await listDeadLetters(trx, { messageType: message_type, beforeId, limit: limit + 1 });
    const asks = await listAsksOfMessages(trx, { sent: found, received: [] });
    const page = toPage(found, {
      limit,
      keyOf: ({ outboxId }) => [outboxId],
      present: (message) => presentDeadLetter(message, asks.askedBy(message)),
    });
    return { status: 200, body: page, ...readBy(call, 'messages.read', 'messages:dead_letters') };
  },
});

const requeueOne = endpoint({
  operationId: 'requeueDeadLetter',
  kind: 'write',
  method: 'post',
  path: '/admin/dead-letters/:id/requeue',
  tag: TAG,
  summary: 'Requeue a dead letter',
  access: 'coordinator',
  params: deadLetterPath,
  answers: { 200: { description: 'The message is queued again.', schema: sent } },
  problems: ['conflict'],
  handle: async ({ trx, settings, user: actor, params }) => {
    const requeued = await requeueMessage(trx, settings, { outboxId: params.id, actor, channel: 'api' });
    switch (requeued.outcome) {
      case 'requeued': {
        const { message } = requeued;
        const ask = message.askId === null ? undefined : await findAsk(trx, message.askId);
        return { status: 200, body: presentSent(message, ask) };
      }
      case 'noSuchMessage':
        return new Problem('not_found', 'There is no such message.');
      case 'notFailed':
        return new Problem('conflict', 'This message is not a dead letter.');
      case 'outOfDate':
        return new Problem('conflict', 'This message is a code or out of date, so it must not be sent now.');
    }
  },
});

const requeueEach = endpoint({
  operationId: 'requeueDeadLetters',
  kind: 'write',
  method: 'post',
  path: '/admin/dead-letters/requeue',
  tag: TAG,
  summary: 'Requeue all dead letters of one type',
  access: 'coordinator',
  body: requeueBody,
  isRepeatable: true,
  answers: {
    200: {
      description: 'How many are queued again. Codes and messages out of date stay dead letters.',
      schema: requeueAnswer,
    },
  },
  problems: [],
  handle: async ({ trx, settings, user: actor, body }) => {
    const order = { actor, channel: 'api' as const, messageType: body.message_type };
    return { status: 200, body: { requeued: await requeueKind(trx, settings, order) } };
  },
});

export const deadLetterEndpoints = [list, requeueOne, requeueEach];
