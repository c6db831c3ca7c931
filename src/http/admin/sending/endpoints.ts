import { endpoint } from '#src/http/framework/endpoint.ts';
import { readSendingState } from '#src/messaging/monitoring/sending-state.ts';
import { presentSending } from './present.ts';
import { sendingAnswer } from './schema.ts';

const show = endpoint({
  operationId: 'showSending',
  kind: 'read',
  method: 'get',
  path: '/admin/sending',
  tag: 'Coordinators: messages',
  summary: 'Show whether texts are being sent',
  access: 'coordinator',
  answers: { 200: { description: 'The current state of all processes.', schema: sendingAnswer } },
  problems: [],
  handle: async ({ trx, settings }) => ({
    status: 200,
    body: presentSending(await readSendingState(trx, settings.clock)),
  }),
});

export const sendingEndpoints = [show];
