import { broadcast, planBroadcast } from '#src/actions/messages/broadcast.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import type { Audience } from '#src/roster/shifts/list-audience.ts';
import { presentPlan } from './present.ts';
import { broadcastAnswer, broadcastBody, broadcastPlan } from './schema.ts';

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
    return sent.outcome === 'tooLong'
      ? tooLong(sent)
      : { status: 201, body: { id: sent.broadcastId, ...presentPlan(sent) } };
  },
});

export const broadcastEndpoints = [preview, send];

async function audienceOf(trx: Transaction, words: string): Promise<Audience> {
  if (words === 'all') return { kind: 'all' };
  if (words === 'on_duty') return { kind: 'onDuty' };
  const scheduleId = Number(words.slice('schedule:'.length));
  if (!(await findSchedule(trx, scheduleId))) throw new Problem('not_found', 'There is no such schedule.');
  return { kind: 'schedule', scheduleId };
}

function tooLong({ segments }: { segments: number }): Problem {
  return invalidField('body.body', `${segments} segments, but at most 2 are allowed`);
}
