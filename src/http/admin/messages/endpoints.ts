import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readCursor, readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { isoOrNull } from '#src/http/framework/values/schemas.ts';
import { listTextsToReview, markTextReviewed, type TextToReview } from '#src/messaging/inbox/texts-to-review.ts';
import { listMediaOfTexts } from '#src/messaging/media/find-media.ts';
import { type Correspondent, findCorrespondent } from '#src/messaging/thread/correspondent.ts';
import { positionOf, readThread, type ThreadPosition } from '#src/messaging/thread/read-thread.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listUsersByPhone } from '#src/volunteers/people/find-user.ts';
import { listWithOpenCode } from '#src/volunteers/sign-in/prove-code.ts';
import { presentItem, presentNeedsPerson, presentSender } from './present.ts';
import {
  messageAnswer,
  messageBody,
  needsPerson,
  needsPersonPage,
  needsPersonQuery,
  textPath,
  thread,
  threadQuery,
} from './schema.ts';

const TAG = 'Coordinators: messages';

const readMessages = endpoint({
  operationId: 'readThread',
  method: 'get',
  path: '/admin/messages',
  tag: TAG,
  summary: "A person's whole thread, newest first",
  access: 'coordinator',
  query: threadQuery,
  answers: { 200: { description: 'One page, and where the conversation stands.', schema: thread } },
  problems: ['not_found'],
  handle: async ({ trx, settings, query }) => {
    const before = positionIn(query.cursor);
    const person = await findPerson(trx, query, 'query');
    if (!person) return nobody();
    const { limit } = query;
    const items = await readThread(trx, person, { before, limit: limit + 1 });
    const { identity } = person;
    const hidesCodes = identity !== undefined && (await listWithOpenCode(trx, settings.clock, [identity])).length > 0;
    const texts = items.flatMap((item) => (item.direction === 'in' ? [item.text.inboxId] : []));
    const files = await listMediaOfTexts(trx, texts);
    const present = (item: (typeof items)[number]) => presentItem(item, { hidesCodes, files });
    const page = toPage(items, { limit, keyOf: positionOf, present });
    return { status: 200, body: { ...standingOf(person), ...page } };
  },
});

const write = endpoint({
  operationId: 'writeToPerson',
  method: 'post',
  path: '/admin/messages',
  tag: TAG,
  summary: 'Write to a person; for 12 hours the answers go to whom wrote',
  access: 'coordinator',
  body: messageBody,
  isRepeatable: true,
  answers: { 201: { description: 'It is queued.', schema: messageAnswer } },
  problems: ['not_found', 'conflict'],
  handle: async ({ trx, settings, cause, user: coordinator, body }) => {
    const person = await findPerson(trx, body, 'body');
    if (!person) return nobody();
    const { identity } = person;
    if (identity === undefined) return new Problem('conflict', 'This person has no number any more.');
    const words = { coordinator, identity, words: body.body };
    const written = await writeToPerson(trx, settings, { cause, channel: 'api', ...words });
    switch (written.outcome) {
      case 'written':
        return { status: 201, body: { conversation_id: written.conversationId, segments: written.segments } };
      case 'tooLong':
        return invalidField('body.body', `${written.segments} segments with what we add; 2 at most`);
      case 'noMobile':
        return new Problem('conflict', 'This is no mobile number: it can not be written to.');
      case 'optedOut':
        // the opt-out of an erased person was just restored for this number: it must stay
        return new Problem('conflict', 'This person opted out with STOP. You can only phone them.', {
          keepsWrites: true,
        });
    }
  },
});

const listWaiting = endpoint({
  operationId: 'listNeedsPerson',
  method: 'get',
  path: '/admin/messages/needs-person',
  tag: TAG,
  summary: 'Texts that need a person, newest first',
  access: 'coordinator',
  query: needsPersonQuery,
  answers: { 200: { description: 'One page.', schema: needsPersonPage } },
  problems: [],
  handle: async ({ trx, settings, query: { cursor, limit, seen_to } }) => {
    const beforeId = readIdCursor(cursor);
    const found = await listTextsToReview(trx, { isSeenTo: seen_to === 'true', beforeId, limit: limit + 1 });
    const present = await presenter(trx, settings, found);
    return { status: 200, body: toPage(found, { limit, keyOf: ({ text }) => [text.inboxId], present }) };
  },
});

const seeTo = endpoint({
  operationId: 'seeToText',
  method: 'post',
  path: '/admin/messages/needs-person/:id/seen-to',
  tag: TAG,
  summary: 'Mark a text as seen to',
  access: 'coordinator',
  params: textPath,
  answers: { 200: { description: 'By you, or by who was first.', schema: needsPerson } },
  problems: [],
  handle: async ({ trx, settings, user: coordinator, params }) => {
    const seen = await markTextReviewed(trx, settings.clock, { inboxId: params.id, coordinator, channel: 'api' });
    if (!seen) return new Problem('not_found', 'There is no such text that needs a person.');
    const present = await presenter(trx, settings, [seen]);
    return { status: 200, body: present(seen) };
  },
});

export const messageEndpoints = [readMessages, write, listWaiting, seeTo];

interface Named {
  user_id?: number | undefined;
  conversation_id?: number | undefined;
}

async function findPerson(
  trx: Transaction,
  { user_id: userId, conversation_id: conversationId }: Named,
  where: 'query' | 'body',
): Promise<Correspondent | undefined> {
  if (userId !== undefined && conversationId === undefined) return findCorrespondent(trx, { userId });
  if (conversationId !== undefined && userId === undefined) return findCorrespondent(trx, { conversationId });
  throw invalidField(`${where}.user_id`, 'exactly one of user_id and conversation_id');
}

function positionIn(cursor: string | undefined): ThreadPosition | undefined {
  const [at = 0, isReceived = 0, id = 0] = readCursor(cursor, 3) ?? [];
  return cursor === undefined ? undefined : [at, Math.min(isReceived, 1), Math.min(id, 2_147_483_647)];
}

function standingOf({ user, identity, conversationId, talkingWith, talkingUntil }: Correspondent) {
  return {
    user: presentSender(user),
    phone: identity ?? null,
    conversation_id: conversationId ?? null,
    talking_with: talkingWith,
    talking_until: isoOrNull(talkingUntil),
  };
}

async function presenter(trx: Transaction, { clock }: WatchSettings, found: readonly TextToReview[]) {
  const phones = [...new Set(found.map(({ identity }) => identity))];
  const users = new Map((await listUsersByPhone(trx, phones)).map((user) => [user.phone, user]));
  const withCode = new Set(await listWithOpenCode(trx, clock, phones));
  const files = await listMediaOfTexts(
    trx,
    found.map(({ text }) => text.inboxId),
  );
  return (each: TextToReview) =>
    presentNeedsPerson(each, { user: users.get(each.identity), hidesCodes: withCode.has(each.identity), files });
}

function nobody(): Problem {
  return new Problem('not_found', 'There is no such person.');
}
