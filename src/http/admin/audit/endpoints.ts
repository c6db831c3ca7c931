import { endpoint } from '#src/http/framework/endpoint.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { listAudit, type StoredAuditEvent } from '#src/volunteers/audit/list-audit.ts';
import { listUsersById } from '#src/volunteers/people/list-users.ts';
import { presentAuditEvent } from './present.ts';
import { auditAnswer, auditQuery } from './schema.ts';

const list = endpoint({
  operationId: 'listAudit',
  kind: 'read',
  method: 'get',
  path: '/admin/audit',
  tag: 'Coordinators: audit',
  summary: 'List who changed what, on every channel',
  access: 'coordinator',
  query: auditQuery,
  answers: { 200: { description: 'One page, newest first.', schema: auditAnswer } },
  problems: [],
  handle: async ({ trx, query }) => {
    const { subject, action, limit, cursor, actor_user_id: actorUserId } = query;
    const beforeId = readIdCursor(cursor);
    const found = await listAudit(trx, { subject, action, limit, beforeId, actorUserId });
    const actorIds = found.flatMap((event) => (event.actorUserId === null ? [] : [event.actorUserId]));
    const actors = await listUsersById(trx, actorIds);
    const present = (event: StoredAuditEvent) => presentAuditEvent(event, actors);
    return { status: 200, body: toPage(found, { limit, keyOf: ({ auditEventId }) => [auditEventId], present }) };
  },
});

export const adminAuditEndpoints = [list];
