import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { presentSchedule } from '#src/http/shared/schedules/present.ts';
import { scheduleAnswer } from '#src/http/shared/schedules/schema.ts';
import { listSchedules } from '#src/roster/schedules/list-schedules.ts';

const list = endpoint({
  operationId: 'listSchedules',
  kind: 'read',
  isTimeless: true,
  method: 'get',
  path: '/schedules',
  tag: 'Shifts',
  summary: 'List the schedules, ended ones included',
  access: 'member',
  answers: { 200: { description: 'All schedules.', schema: z.array(scheduleAnswer) } },
  problems: [],
  handle: async ({ trx }) => ({ status: 200, body: (await listSchedules(trx)).map(presentSchedule) }),
});

export const scheduleEndpoints = [list];
