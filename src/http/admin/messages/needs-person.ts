import type { Transaction } from '#src/db/connect.ts';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listTextsToReview, markTextReviewed, type TextToReview } from '#src/messaging/inbox/texts-to-review.ts';
import { listMediaOfTexts } from '#src/messaging/media/find-media.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listUsersByPhone } from '#src/volunteers/people/find-user.ts';
import { listWithOpenCode } from '#src/volunteers/sign-in/prove-code.ts';
import { presentNeedsPerson } from './present.ts';
import { needsPerson, needsPersonPage, needsPersonQuery, textPath } from './schema.ts';

const TAG = 'Coordinators: messages';

const list = endpoint({
  operationId: 'listNeedsPerson',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/messages/needs-person',
  tag: TAG,
  summary: 'List the texts that need a person',
  access: 'coordinator',
  query: needsPersonQuery,
  answers: { 200: { description: 'One page, newest first.', schema: needsPersonPage } },
  problems: [],
  handle: async (call) => {
    const { trx, settings } = call;
    const { cursor, limit, seen_to } = call.query;
    const beforeId = readIdCursor(cursor);
    const found = await listTextsToReview(trx, { isReviewed: seen_to === 'true', beforeId, limit: limit + 1 });
    const present = await presenter(trx, settings, found);
    const body = toPage(found, { limit, keyOf: ({ text }) => [text.inboxId], present });
    return { status: 200, body, ...readBy(call, 'messages.read', 'messages:needs_person') };
  },
});

const seeTo = endpoint({
  operationId: 'seeToText',
  kind: 'write',
  method: 'post',
  path: '/admin/messages/needs-person/:id/seen-to',
  tag: TAG,
  summary: 'Mark a text as seen to',
  access: 'coordinator',
  params: textPath,
  answers: { 200: { description: 'The text, with the coordinator who saw to it first.', schema: needsPerson } },
  problems: [],
  handle: async ({ trx, settings, user: coordinator, params }) => {
    const seen = await markTextReviewed(trx, settings.clock, { inboxId: params.id, coordinator, channel: 'api' });
    if (!seen) return new Problem('not_found', 'No text with this id needs a person.');
    const present = await presenter(trx, settings, [seen]);
    return { status: 200, body: present(seen) };
  },
});

export const needsPersonEndpoints = [list, seeTo];

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
