import { z } from 'zod';
import { changeSchedule, createSchedule } from '#src/actions/schedules/edit-schedules.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { answerArray, arrayQuery, readIdCursor, SET_A_LIMIT } from '#src/http/framework/values/paging.ts';
import type { ScheduleValues } from '#src/roster/schedules/change-schedule.ts';
import { listNextWholeSchedules } from '#src/roster/schedules/list-next-schedules.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { presentPreviewed, presentWhole } from './present.ts';
import { noSuchSchedule, unsound, wouldOrphan } from './problems.ts';
import {
  changeScheduleBody,
  createScheduleBody,
  dropQuery,
  endScheduleBody,
  previewedSchedule,
  scheduleParams,
  wholeSchedule,
} from './schema.ts';

const TAG = 'Coordinators: schedules';

const MOST_SCHEDULES = 500;
const MOST_EXCEPTIONS = 5_000;
const schedulesQuery = z.strictObject(
  arrayQuery({ most: MOST_SCHEDULES, refused: `${MOST_SCHEDULES} schedules or ${MOST_EXCEPTIONS} exceptions` }),
);

const list = endpoint({
  operationId: 'listWholeSchedules',
  kind: 'read',
  method: 'get',
  path: '/admin/schedules',
  tag: TAG,
  summary: 'List all schedules, with meeting places and exceptions',
  access: 'coordinator',
  query: schedulesQuery,
  answers: { 200: { description: 'By id. Ended schedules are included.', schema: z.array(wholeSchedule) } },
  problems: [],
  handle: async ({ trx, query: { cursor, limit } }) => {
    const page = await listNextWholeSchedules(trx, {
      afterId: readIdCursor(cursor),
      limit: limit ?? MOST_SCHEDULES,
      mostExceptions: MOST_EXCEPTIONS,
    });
    return answerArray(page, {
      limit,
      tooMany: `more than ${MOST_SCHEDULES} schedules or ${MOST_EXCEPTIONS} exceptions: ${SET_A_LIMIT}`,
      keyOf: ({ scheduleId }) => [scheduleId],
      present: presentWhole,
    });
  },
});

const show = endpoint({
  operationId: 'showSchedule',
  kind: 'read',
  method: 'get',
  path: '/admin/schedules/:id',
  tag: TAG,
  summary: 'Show a schedule, with its next shifts',
  access: 'coordinator',
  params: scheduleParams,
  answers: { 200: { description: 'The schedule.', schema: previewedSchedule } },
  problems: [],
  handle: async ({ trx, settings, params }) => {
    const schedule = await findSchedule(trx, params.id);
    return schedule ? { status: 200, body: presentPreviewed(schedule, settings.clock.now()) } : noSuchSchedule();
  },
});

const create = endpoint({
  operationId: 'createSchedule',
  kind: 'write',
  method: 'post',
  path: '/admin/schedules',
  tag: TAG,
  summary: 'Create a schedule',
  access: 'coordinator',
  body: createScheduleBody,
  isRepeatable: true,
  answers: { 201: { description: 'The schedule. Its shifts can be booked at once.', schema: previewedSchedule } },
  problems: [],
  handle: async (call) => {
    const { trx, settings, body } = call;
    const values = { ...valuesOf(body), timezone: body.timezone ?? settings.zone } as ScheduleValues;
    const created = await createSchedule(trx, settings, { ...originOf(call), values });
    if (created.outcome === 'unsound') return unsound(created.problems);
    return { status: 201, body: presentPreviewed(created.schedule, settings.clock.now()) };
  },
});

const change = endpoint({
  operationId: 'changeSchedule',
  kind: 'write',
  method: 'patch',
  path: '/admin/schedules/:id',
  tag: TAG,
  summary: 'Change a schedule, if no booking loses its shift by that',
  access: 'coordinator',
  params: scheduleParams,
  query: dropQuery,
  body: changeScheduleBody,
  answers: { 200: { description: 'The schedule after the change.', schema: previewedSchedule } },
  problems: ['would_orphan'],
  handle: async (call) => {
    const { trx, settings, params, query, body } = call;
    const request = { scheduleId: params.id, change: valuesOf(body), dropOrphans: query.drop === 'orphans' };
    const changed = await changeSchedule(trx, settings, { ...originOf(call), ...request, action: 'schedule.change' });
    return changedAnswer(changed, settings.clock.now());
  },
});

const end = endpoint({
  operationId: 'endSchedule',
  kind: 'write',
  method: 'post',
  path: '/admin/schedules/:id/end',
  tag: TAG,
  summary: 'Set the last day of a schedule',
  access: 'coordinator',
  params: scheduleParams,
  query: dropQuery,
  body: endScheduleBody,
  isRepeatable: true,
  answers: {
    200: { description: 'The schedule. It stays in the database, with its past bookings.', schema: previewedSchedule },
  },
  problems: ['would_orphan'],
  handle: async (call) => {
    const { trx, settings, params, query, body } = call;
    const change = { endDate: body.end_date };
    const request = { scheduleId: params.id, change, dropOrphans: query.drop === 'orphans' };
    const ended = await changeSchedule(trx, settings, { ...originOf(call), ...request, action: 'schedule.end' });
    return changedAnswer(ended, settings.clock.now());
  },
});

export const adminScheduleEndpoints = [list, show, create, change, end];

/** Only the fields that the request contains, by their names in the roster. */
function valuesOf(body: z.output<typeof changeScheduleBody>): Partial<ScheduleValues> {
  const values = {
    name: body.name,
    cronExpr: body.cron_expr,
    startDate: body.start_date,
    endDate: body.end_date,
    durationMinutes: body.duration_minutes,
    timezone: body.timezone,
    capacity: body.capacity,
    meetingPlace: body.meeting_place,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function changedAnswer(changed: Awaited<ReturnType<typeof changeSchedule>>, now: Date) {
  switch (changed.outcome) {
    case 'changed':
      return { status: 200, body: presentPreviewed(changed.schedule, now) };
    case 'noSuchSchedule':
      return noSuchSchedule();
    case 'unsound':
      return unsound(changed.problems);
    case 'wouldOrphan':
      return wouldOrphan(changed);
  }
}
