import { broadcast, planBroadcast } from '#src/actions/messages/broadcast.ts';
import { cancelBroadcast } from '#src/actions/messages/cancel-broadcast.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { retryAfter } from '#src/http/framework/retry-after.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listBroadcasts } from '#src/messaging/outbox/broadcasts.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import type { Audience } from '#src/roster/shifts/list-audience.ts';
import { presentBroadcast, presentPlan } from './present.ts';
import {
  broadcastAnswer,
  broadcastBody,
  broadcastPath,
  broadcastPlan,
  broadcastsPage,
  broadcastsQuery,
  cancelAnswer,
} from './schema.ts';

const TAG = 'Coordinators: messages';

const preview = endpoint({
  operationId: 'previewBroadcast',
  kind: 'write',
  method: 'post',
  path: '/admin/broadcasts/preview',
  tag: TAG,
  summary: 'Preview an announcement: its recipients and its cost',
  access: 'coordinator',
  body: broadcastBody,
  answers: { 200: { description: 'Nothing is sent.', schema: broadcastPlan } },
  problems: ['not_found'],
  handle: async ({ trx, settings, body: given }) => {
    const audience = await audienceOf(trx, given.audience);
    const planned = await planBroadcast(trx, settings, { audience, words: given.body });
    return planned.outcome === 'tooLong' ? tooLong(planned) : { status: 200, body: presentPlan(planned) };
  },
});

const send = endpoint({
  operationId: 'sendBroadcast',
  kind: 'write',
  method: 'post',
  path: '/admin/broadcasts',
  tag: TAG,
  summary: 'Send an announcement',
  access: 'coordinator',
  body: broadcastBody,
  needsFreshProof: () => true,
  isRepeatable: true,
  answers: { 201: { description: 'The announcement is queued.', schema: broadcastAnswer } },
  problems: ['not_found'],
  handle: async ({ trx, settings, user: coordinator, body: given }) => {
    const audience = await audienceOf(trx, given.audience);
    const sent = await broadcast(trx, settings, { coordinator, channel: 'api', audience, words: given.body });
    switch (sent.outcome) {
      case 'sent':
        return { status: 201, body: { id: sent.broadcastId, ...presentPlan(sent) } };
      case 'tooLong':
        return tooLong(sent);
      case 'tooSoon':
        return tooSoon(settings.clock.now(), sent.againAt);
    }
  },
});

const list = endpoint({
  operationId: 'listBroadcasts',
  kind: 'read',
  isOneSelect: true,
  method: 'get',
  path: '/admin/broadcasts',
  tag: TAG,
  summary: 'List the announcements',
  access: 'coordinator',
  query: broadcastsQuery,
  answers: { 200: { description: 'One page, newest first.', schema: broadcastsPage } },
  problems: [],
  handle: async ({ trx, query: { cursor, limit } }) => {
    const found = await listBroadcasts(trx, { beforeId: readIdCursor(cursor), limit: limit + 1 });
    const page = toPage(found, { limit, keyOf: ({ broadcastId }) => [broadcastId], present: presentBroadcast });
    return { status: 200, body: page };
  },
});

const cancel = endpoint({
  operationId: 'cancelBroadcast',
  kind: 'write',
  method: 'post',
  path: '/admin/broadcasts/:id/cancel',
  tag: TAG,
  summary: 'Cancel what has not left of an announcement, also of another coordinator',
  access: 'coordinator',
  params: broadcastPath,
  answers: { 200: { description: 'The other coordinators are told.', schema: cancelAnswer } },
  problems: [],
  handle: async ({ trx, settings, user: coordinator, params: { id } }) => {
    const cancelled = await cancelBroadcast(trx, settings, { broadcastId: id, coordinator, channel: 'api' });
    if (cancelled === undefined) return new Problem('not_found', 'There is no such announcement.');
    return { status: 200, body: { id, cancelled } };
  },
});

export const broadcastEndpoints = [preview, send, list, cancel];

async function audienceOf(trx: Transaction, words: string): Promise<Audience> {
  if (words === 'all') return { kind: 'all' };
  if (words === 'on_duty') return { kind: 'onDuty' };
  const scheduleId = Number(words.slice('schedule:'.length));
  if (!(await findSchedule(trx, scheduleId))) throw new Problem('not_found', 'There is no such schedule.');
  return { kind: 'schedule', scheduleId };
}

function tooSoon(now: Date, againAt: Date): Problem {
  return new Problem('too_many_requests', 'One announcement a minute. Please wait.', {
    headers: retryAfter(now, againAt),
  });
}

function tooLong({ segments }: { segments: number }): Problem {
  return invalidField('body.body', `${segments} segments, but at most 2 are allowed`);
}
