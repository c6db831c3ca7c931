import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { presentSchedule } from '#src/http/shared/schedules/present.ts';
import { scheduleAnswer } from '#src/http/shared/schedules/schema.ts';
import { listSchedules as readSchedules } from '#src/roster/schedules/list-schedules.ts';

const listSchedules = endpoint({
  operationId: 'listSchedules',
  method: 'get',
  path: '/schedules',
  tag: 'Shifts',
  summary: 'The repeating rules that shifts come from, also those that have ended',
  access: 'member',
  answers: { 200: { description: 'All schedules.', schema: z.array(scheduleAnswer) } },
  problems: [],
  handle: async ({ trx }) => ({ status: 200, body: (await readSchedules(trx)).map(presentSchedule) }),
});

export const scheduleEndpoints = [listSchedules];
