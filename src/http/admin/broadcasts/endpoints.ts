import { z } from 'zod';
import { type BroadcastPlan, broadcast, planBroadcast } from '#src/actions/messages/broadcast.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { id, textInput } from '#src/http/framework/values/schemas.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import type { Audience } from '#src/roster/shifts/list-audience.ts';

const TAG = 'Coordinators: messages';

const body = z.strictObject({
  audience: z
    .string()
    .regex(/^(?:all|on_duty|schedule:[1-9]\d{0,8})$/)
    .meta({ description: '`all` members, who is `on_duty` now, or who is booked on `schedule:<id>`.' }),
  body: textInput.min(1).max(600),
});

const plan = z.strictObject({
  text: z.string().meta({ description: 'As it arrives.' }),
  recipients: z.number().int(),
  on_whatsapp: z.number().int(),
  opted_out: z.number().int().meta({ description: 'Meant, but said STOP.' }),
  segments: z.number().int().meta({ description: 'Of one text by SMS.' }),
  segments_total: z.number().int().meta({ description: 'Of all texts by SMS: what it costs.' }),
});

const preview = endpoint({
  operationId: 'previewBroadcast',
  method: 'post',
  path: '/admin/broadcasts/preview',
  tag: TAG,
  summary: 'To whom it would go, and what it would cost',
  access: 'coordinator',
  body,
  answers: { 200: { description: 'Nothing is sent.', schema: plan } },
  problems: ['not_found'],
  handle: async ({ trx, settings, body: given }) => {
    const audience = await audienceOf(trx, given.audience);
    const planned = await planBroadcast(trx, settings, { audience, words: given.body });
    return planned.outcome === 'tooLong' ? tooLong(planned) : { status: 200, body: presentPlan(planned) };
  },
});

const send = endpoint({
  operationId: 'sendBroadcast',
  method: 'post',
  path: '/admin/broadcasts',
  tag: TAG,
  summary: 'Announce something',
  access: 'coordinator',
  body,
  isRepeatable: true,
  answers: { 201: { description: 'It is queued.', schema: z.strictObject({ id, ...plan.shape }) } },
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

function presentPlan({ text, recipients, onWhatsapp, optedOut, segments, segmentsTotal }: BroadcastPlan) {
  return {
    text,
    recipients: recipients.length,
    on_whatsapp: onWhatsapp,
    opted_out: optedOut,
    segments,
    segments_total: segmentsTotal,
  };
}

function tooLong({ segments }: { segments: number }): Problem {
  return invalidField('body.body', `${segments} segments; 2 at most`);
}
