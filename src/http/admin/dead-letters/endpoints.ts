import { z } from 'zod';
import { requeueKind, requeueMessage } from '#src/actions/messages/requeue-messages.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { pageOf, pageQuery, readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { idInPath } from '#src/http/framework/values/schemas.ts';
import { listDeadLetters } from '#src/messaging/outbox/dead-letters.ts';
import { MESSAGE_TYPES } from '#src/messaging/outbox/message-types.ts';
import { presentSent } from '../messages/present.ts';
import { sent } from '../messages/schema.ts';

const TAG = 'Coordinators: messages';

const messageType = z.enum(MESSAGE_TYPES);
const deadLetter = z.strictObject({ ...sent.shape, recipient: z.string() }).meta({ id: 'DeadLetter' });

const list = endpoint({
  operationId: 'listDeadLetters',
  method: 'get',
  path: '/admin/dead-letters',
  tag: TAG,
  summary: 'Messages that were given up, newest first',
  access: 'coordinator',
  query: z.strictObject({ message_type: messageType.optional(), ...pageQuery }),
  answers: { 200: { description: 'One page.', schema: pageOf(deadLetter) } },
  problems: [],
  handle: async ({ trx, query: { cursor, limit, message_type } }) => {
    const beforeId = readIdCursor(cursor);
    const found = await listDeadLetters(trx, { messageType: message_type, beforeId, limit: limit + 1 });
    const page = toPage(found, {
      limit,
      keyOf: ({ outboxId }) => [outboxId],
      present: (message) => ({ ...presentSent(message), recipient: message.recipient }),
    });
    return { status: 200, body: page };
  },
});

const requeueOne = endpoint({
  operationId: 'requeueDeadLetter',
  method: 'post',
  path: '/admin/dead-letters/:id/requeue',
  tag: TAG,
  summary: 'Send one after all',
  access: 'coordinator',
  params: z.strictObject({ id: idInPath }),
  answers: { 200: { description: 'It is queued again.', schema: sent } },
  problems: ['conflict'],
  handle: async ({ trx, settings, user: actor, params }) => {
    const requeued = await requeueMessage(trx, settings, { outboxId: params.id, actor, channel: 'api' });
    switch (requeued.outcome) {
      case 'requeued':
        return { status: 200, body: presentSent(requeued.message) };
      case 'noSuchMessage':
        return new Problem('not_found', 'There is no such message.');
      case 'notFailed':
        return new Problem('conflict', 'It was not given up.');
      case 'outOfDate':
        return new Problem('conflict', 'It is a code or out of date: sent now, it would mislead.');
    }
  },
});

const requeueEach = endpoint({
  operationId: 'requeueDeadLetters',
  method: 'post',
  path: '/admin/dead-letters/requeue',
  tag: TAG,
  summary: 'Send all of a kind after all',
  access: 'coordinator',
  body: z.strictObject({ message_type: messageType }),
  answers: {
    200: {
      description: 'How many are queued again. Codes and what is out of date stay.',
      schema: z.strictObject({ requeued: z.number().int() }),
    },
  },
  problems: [],
  handle: async ({ trx, settings, user: actor, body }) => {
    const order = { actor, channel: 'api' as const, messageType: body.message_type };
    return { status: 200, body: { requeued: await requeueKind(trx, settings, order) } };
  },
});

export const deadLetterEndpoints = [list, requeueOne, requeueEach];
