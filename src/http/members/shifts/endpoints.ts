import { z } from 'zod';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { JsonText } from '#src/http/framework/values/json-text.ts';
import { writeShift } from '#src/http/shared/shifts/present.ts';
import { shiftAnswer } from '#src/http/shared/shifts/schema.ts';
import { listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { readPeriod } from './period.ts';
import { availableQuery, MOST_LISTED } from './schema.ts';

const list = endpoint({
  operationId: 'listAvailableShifts',
  kind: 'read',
  method: 'get',
  path: '/shifts/available',
  tag: 'Shifts',
  summary: 'List the shifts that I can book now',
  access: 'member',
  query: availableQuery,
  answers: { 200: { description: 'By start.', schema: z.array(shiftAnswer) } },
  problems: [],
  handle: async ({ trx, settings, user, query }) => {
    const { limit = MOST_LISTED } = query;
    const { shifts, hasMore } = await listOpenShifts(trx, {
      userId: user.userId,
      ...readPeriod(settings, query),
      limit,
    });
    if (hasMore && query.limit === undefined) {
      throw invalidField(
        'query.limit',
        `more than ${MOST_LISTED} shifts are open: ask for a shorter period, or set a limit`,
      );
    }
    return { status: 200, body: new JsonText(`[${shifts.map(writeShift).join()}]`) };
  },
});

export const shiftEndpoints = [list];
