import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { answerArray, arrayQuery, firstRows, readIdCursor, SET_A_LIMIT } from '#src/http/framework/values/paging.ts';
import { presentSchedule } from '#src/http/shared/schedules/present.ts';
import { scheduleAnswer } from '#src/http/shared/schedules/schema.ts';
import { listNextSchedules } from '#src/roster/schedules/list-next-schedules.ts';

const MOST_SCHEDULES = 1_000;
const schedulesQuery = z.strictObject(arrayQuery({ most: MOST_SCHEDULES }));

const list = endpoint({
  operationId: 'listSchedules',
  kind: 'read',
  isOneSelect: true,
  isTimeless: true,
  method: 'get',
  path: '/schedules',
  tag: 'Shifts',
  summary: 'List the schedules, ended ones included',
  access: 'member',
  query: schedulesQuery,
  answers: { 200: { description: 'By id.', schema: z.array(scheduleAnswer) } },
  problems: [],
  handle: async ({ trx, query: { cursor, limit } }) => {
    const most = limit ?? MOST_SCHEDULES;
    const found = await listNextSchedules(trx, { afterId: readIdCursor(cursor), limit: most + 1 });
    return answerArray(firstRows(found, most), {
      limit,
      tooMany: `more than ${most} schedules: ${SET_A_LIMIT}`,
      keyOf: ({ scheduleId }) => [scheduleId],
      present: presentSchedule,
    });
  },
});

export const scheduleEndpoints = [list];
