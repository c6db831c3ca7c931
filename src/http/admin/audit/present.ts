import { toIso } from '#src/platform/iso.ts';
import type { StoredAuditEvent } from '#src/volunteers/audit/list-audit.ts';
import type { User } from '#src/volunteers/people/user.ts';

export function presentAuditEvent(event: StoredAuditEvent, actors: readonly User[]) {
  const actor = actors.find(({ userId }) => userId === event.actorUserId);
  return {
    audit_event_id: event.auditEventId,
    actor: actor ? { user_id: actor.userId, name: actor.name } : null,
    channel: event.channel,
    action: event.action,
    subject: event.subject,
    before: event.before === null ? null : JSON.parse(event.before),
    after: event.after === null ? null : JSON.parse(event.after),
    created_at: toIso(event.createdAt),
  };
}
