import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { isoOrNull } from '#src/http/framework/values/schemas.ts';
import { readSendingState, type SendingState } from '#src/messaging/monitoring/sending-state.ts';

const pause = z
  .strictObject({
    code: z.string().meta({ description: "The provider's." }),
    reason: z.string(),
    since: z.string(),
    next_try_at: z.string(),
  })
  .meta({
    description: 'The account or the sending number is refused: everything is kept, and one message a minute is tried.',
  });

const state = z.strictObject({
  paused: pause.nullable(),
  due: z.number().int().meta({ description: 'Messages that should have left by now.' }),
  due_since: z.string().nullable(),
  unknown: z
    .number()
    .int()
    .meta({ description: 'Messages that may or may not have left, and are about to be looked up.' }),
  held: z.number().int().meta({ description: 'Messages that wait, since a restore, for npm run resume.' }),
  held_since: z
    .string()
    .nullable()
    .meta({ description: 'Since a restore only alarms, codes and answers leave, until npm run resume.' }),
});

const show = endpoint({
  operationId: 'showSending',
  method: 'get',
  path: '/admin/sending',
  tag: 'Coordinators: messages',
  summary: 'Whether texts leave',
  access: 'coordinator',
  answers: { 200: { description: 'As it is now, over all processes.', schema: state } },
  problems: [],
  handle: async ({ trx, settings }) => ({ status: 200, body: present(await readSendingState(trx, settings.clock)) }),
});

export const sendingEndpoints = [show];

function present({ pause, due, dueSince, unknown, hold, held }: SendingState): z.infer<typeof state> {
  const paused = pause && {
    code: pause.code,
    reason: pause.reason,
    since: pause.since.toISOString(),
    next_try_at: pause.until.toISOString(),
  };
  return {
    paused: paused ?? null,
    due,
    due_since: isoOrNull(dueSince ?? null),
    unknown,
    held,
    held_since: isoOrNull(hold?.since ?? null),
  };
}
