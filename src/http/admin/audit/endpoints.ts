import { listAudit } from '#src/volunteers/list-audit.ts';
import { listUsersById } from '#src/volunteers/list-users.ts';
import { endpoint } from '../../api/endpoint.ts';
import { pageOf } from '../paging.ts';
import { presentAuditEvent } from './present.ts';
import { auditAnswer, auditQuery } from './schema.ts';

const list = endpoint({
  operationId: 'listAudit',
  method: 'get',
  path: '/admin/audit',
  tag: 'Coordinators: audit',
  summary: 'Who changed what, by text or here',
  access: 'coordinator',
  query: auditQuery,
  answers: { 200: { description: 'The newest first, a page at a time.', schema: auditAnswer } },
  problems: [],
  handle: async ({ trx, query }) => {
    const { subject, action, limit, cursor: beforeId, actor_user_id: actorUserId } = query;
    const found = await listAudit(trx, { subject, action, limit, beforeId, actorUserId });
    const { page, nextCursor } = pageOf(found, limit, ({ auditEventId }) => auditEventId);
    const actorIds = page.flatMap((event) => (event.actorUserId === null ? [] : [event.actorUserId]));
    const actors = await listUsersById(trx, actorIds);
    const events = page.map((event) => presentAuditEvent(event, actors));
    return { status: 200, body: { events, next_cursor: nextCursor } };
  },
});

export const adminAuditEndpoints = [list];
