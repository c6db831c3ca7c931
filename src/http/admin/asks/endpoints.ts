import type { Ask } from '#src/asks/ask.ts';
import { findHanded } from '#src/asks/handed.ts';
import { listAsks } from '#src/asks/list-asks.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listUsersById } from '#src/volunteers/people/list-users.ts';
import { presentAsk } from './present.ts';
import { asksAnswer, asksQuery } from './schema.ts';

const list = endpoint({
  operationId: 'listAsks',
  kind: 'read',
  method: 'get',
  path: '/admin/asks',
  tag: 'Coordinators: messages',
  summary: 'List what we asked people, and what they answered',
  access: 'coordinator',
  query: asksQuery,
  answers: { 200: { description: 'One page, newest first.', schema: asksAnswer } },
  problems: [],
  handle: async ({ trx, query }) => {
    const { status, kind, user_id: userId, limit, cursor } = query;
    const found = await listAsks(trx, { status, kind, userId, limit, beforeId: readIdCursor(cursor) });
    const handed = await findHanded(trx, found);
    const users = await listUsersById(
      trx,
      found.flatMap((ask) => ask.userId ?? []),
    );
    const byId = new Map(users.map((user) => [user.userId, user]));
    const present = (ask: Ask) => presentAsk(ask, { user: byId.get(ask.userId ?? 0), handed: handed.get(ask.askId) });
    return { status: 200, body: toPage(found, { limit, keyOf: ({ askId }) => [askId], present }) };
  },
});

export const askEndpoints = [list];
