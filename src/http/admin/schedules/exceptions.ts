import { z } from 'zod';
import { addScheduleException, removeScheduleException } from '#src/actions/schedules/edit-schedules.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { answerArray, arrayQuery, firstRows, readIdCursor, SET_A_LIMIT } from '#src/http/framework/values/paging.ts';
import { toIso } from '#src/platform/iso.ts';
import { MOST_STARTS_A_DAY } from '#src/roster/schedules/cron-rule.ts';
import { listNextExceptions } from '#src/roster/schedules/list-next-schedules.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { exceptionPresenter } from './present.ts';
import { noSuchSchedule, wouldOrphan } from './problems.ts';
import { dropQuery, exceptionAnswer, exceptionBody, exceptionParams, scheduleParams } from './schema.ts';

const TAG = 'Coordinators: schedules';

const MOST_EXCEPTIONS = 1_000;
const exceptionsQuery = z.strictObject(arrayQuery({ most: MOST_EXCEPTIONS }));

const list = endpoint({
  operationId: 'listScheduleExceptions',
  kind: 'read',
  method: 'get',
  path: '/admin/schedules/:id/exceptions',
  tag: TAG,
  summary: 'List the exceptions of a schedule: skipped days and nights, and added shifts',
  access: 'coordinator',
  params: scheduleParams,
  query: exceptionsQuery,
  answers: { 200: { description: 'Oldest first.', schema: z.array(exceptionAnswer) } },
  problems: [],
  handle: async ({ trx, params, query: { cursor, limit } }) => {
    const schedule = await findSchedule(trx, params.id);
    if (!schedule) return noSuchSchedule();
    const most = limit ?? MOST_EXCEPTIONS;
    const found = await listNextExceptions(trx, params.id, { afterId: readIdCursor(cursor), limit: most + 1 });
    return answerArray(firstRows(found, most), {
      limit,
      tooMany: `more than ${most} exceptions: ${SET_A_LIMIT}`,
      keyOf: ({ scheduleExceptionId }) => [scheduleExceptionId],
      present: exceptionPresenter(schedule),
    });
  },
});

const add = endpoint({
  operationId: 'addScheduleException',
  kind: 'write',
  method: 'post',
  path: '/admin/schedules/:id/exceptions',
  tag: TAG,
  summary: 'Skip a day or a night, or add a shift',
  access: 'coordinator',
  params: scheduleParams,
  query: dropQuery,
  body: exceptionBody,
  isRepeatable: true,
  answers: { 201: { description: 'The exception. It takes effect at once.', schema: exceptionAnswer } },
  problems: ['conflict', 'would_orphan'],
  handle: async (call) => {
    const { trx, settings, params, query, body } = call;
    const { reason, ...given } = body;
    const field = `body.${Object.keys(given)[0]}`;
    const request = { scheduleId: params.id, given, reason, dropOrphans: query.drop === 'orphans' };
    const added = await addScheduleException(trx, settings, { ...originOf(call), ...request });
    switch (added.outcome) {
      case 'added':
        return { status: 201, body: exceptionPresenter(added.schedule)(added.exception) };
      case 'noSuchSchedule':
        return noSuchSchedule();
      case 'alreadySo':
        return new Problem('conflict', 'This day or night is already skipped, or this shift already exists.');
      case 'past':
        return invalidField(field, 'is in the past');
      case 'notAWholeMinute':
        return invalidField(field, 'must be on a whole minute');
      case 'overlapping':
        return invalidField(field, `overlaps the shift of this schedule that starts at ${toIso(added.shift.startsAt)}`);
      case 'outsideDates':
        return invalidField(field, 'is outside the dates of the schedule');
      case 'tooMany':
        return invalidField(field, `this day has ${MOST_STARTS_A_DAY} shifts already`);
      case 'wouldOrphan':
        return wouldOrphan(added);
    }
  },
});

const remove = endpoint({
  operationId: 'deleteScheduleException',
  kind: 'write',
  method: 'delete',
  path: '/admin/schedules/:id/exceptions/:exception_id',
  tag: TAG,
  summary: 'Delete an exception',
  access: 'coordinator',
  params: exceptionParams,
  query: dropQuery,
  answers: { 204: { description: 'The exception is deleted.' } },
  problems: ['conflict', 'would_orphan'],
  handle: async (call) => {
    const { trx, settings, params, query } = call;
    const request = { scheduleId: params.id, exceptionId: params.exception_id, dropOrphans: query.drop === 'orphans' };
    const removed = await removeScheduleException(trx, settings, { ...originOf(call), ...request });
    if (removed.outcome === 'wouldOrphan') return wouldOrphan(removed);
    if (removed.outcome === 'noSuchException') return new Problem('not_found', 'There is no such exception.');
    if (removed.outcome === 'overlapping') {
      const start = toIso(removed.shift.startsAt);
      return new Problem(
        'conflict',
        `The shift that was added at ${start} would overlap a regular one. Delete it first.`,
      );
    }
    return { status: 204 };
  },
});

export const adminExceptionEndpoints = [list, add, remove];
