import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import { listAsksOfMessages } from '#src/asks/list-asks-of-messages.ts';
import type { Transaction } from '#src/db/connect.ts';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listMediaOfTexts } from '#src/messaging/media/find-media.ts';
import { type Correspondent, findCorrespondent } from '#src/messaging/thread/correspondent.ts';
import { byDirection, positionOf, readThread, type ThreadPosition } from '#src/messaging/thread/read-thread.ts';
import { toIsoOrNull } from '#src/platform/iso.ts';
import { listWithOpenCode } from '#src/volunteers/sign-in/prove-code.ts';
import { presentItem, presentSender } from './present.ts';
import { messageAnswer, messageBody, thread, threadQuery } from './schema.ts';

const TAG = 'Coordinators: messages';

const read = endpoint({
  operationId: 'readThread',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/messages',
  tag: TAG,
  summary: 'List all messages between a person and us',
  access: 'coordinator',
  query: threadQuery,
  answers: { 200: { description: 'One page, newest first, with the state of the relay.', schema: thread } },
  problems: ['not_found'],
  handle: async (call) => {
    const { trx, settings, query } = call;
    const before = readPosition(query.cursor);
    const person = await findPerson(trx, query);
    if (!person) return noSuchPerson();
    const { limit } = query;
    const items = await readThread(trx, person, { before, limit: limit + 1 });
    const { identity } = person;
    const hidesCodes = identity !== undefined && (await listWithOpenCode(trx, settings.clock, [identity])).length > 0;
    const { received, sent } = byDirection(items);
    const files = await listMediaOfTexts(
      trx,
      received.map(({ inboxId }) => inboxId),
    );
    const asks = await listAsksOfMessages(trx, { received, sent });
    const present = (item: (typeof items)[number]) => presentItem(item, { hidesCodes, files, asks });
    const page = toPage(items, { limit, keyOf: positionOf, present });
    return {
      status: 200,
      body: { ...presentCorrespondent(person), ...page },
      ...readBy(call, 'thread.read', subjectOf(query)),
    };
  },
});

const write = endpoint({
  operationId: 'writeToPerson',
  kind: 'write',
  method: 'post',
  path: '/admin/messages',
  tag: TAG,
  summary: 'Write to a person. For 12 hours their answers go to me',
  access: 'coordinator',
  body: messageBody,
  isRepeatable: true,
  answers: { 201: { description: 'The message is queued.', schema: messageAnswer } },
  problems: ['not_found', 'conflict'],
  handle: async ({ trx, settings, cause, user: coordinator, body }) => {
    const person = await findPerson(trx, body);
    if (!person) return noSuchPerson();
    const { identity } = person;
    if (identity === undefined) return new Problem('conflict', 'This person has no number any more.');
    const words = { coordinator, identity, words: body.body };
    const written = await writeToPerson(trx, settings, { cause, channel: 'api', ...words });
    switch (written.outcome) {
      case 'written':
        return { status: 201, body: { conversation_id: written.conversationId, segments: written.segments } };
      case 'tooLong':
        return invalidField(
          'body.body',
          `${written.segments} segments with our introduction, but at most 2 are allowed`,
        );
      case 'noMobile':
        return new Problem('conflict', 'This is not a mobile number, so it cannot get texts.');
      case 'optedOut':
        // the action may just have restored the opt-out of an erased person: it must stay
        return new Problem('conflict', 'This person opted out with STOP. You can only phone them.', {
          keepsWrites: true,
        });
      case 'tooMany':
        return new Problem(
          'too_many_requests',
          'This person got 25 texts because of you in ten minutes. Please wait.',
          {
            headers: { 'Retry-After': '60' },
          },
        );
    }
  },
});

export const threadEndpoints = [read, write];

interface PersonQuery {
  user_id?: number | undefined;
  conversation_id?: number | undefined;
}

/** The schema of the request has one of the two ids. */
async function findPerson(
  trx: Transaction,
  { user_id: userId, conversation_id: conversationId }: PersonQuery,
): Promise<Correspondent | undefined> {
  if (userId !== undefined) return findCorrespondent(trx, { userId });
  return conversationId === undefined ? undefined : findCorrespondent(trx, { conversationId });
}

function subjectOf({ user_id: userId, conversation_id: conversationId }: PersonQuery): string {
  return userId === undefined ? `conversation:${conversationId}` : `user:${userId}`;
}

function readPosition(cursor: string | undefined): ThreadPosition | undefined {
  const [at = 0, isReceived = 0, id = 0] = readCursor(cursor) ?? [];
  return cursor === undefined ? undefined : [at, Math.min(isReceived, 1), Math.min(id, 2_147_483_647)];
}

function presentCorrespondent({ user, identity, conversationId, talkingWith, talkingUntil }: Correspondent) {
  return {
    user: presentSender(user),
    phone: identity ?? null,
    conversation_id: conversationId ?? null,
    talking_with: talkingWith,
    talking_until: toIsoOrNull(talkingUntil),
  };
}

function noSuchPerson(): Problem {
  return new Problem('not_found', 'There is no such person.');
}
