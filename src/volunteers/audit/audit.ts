import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { ActionChannel } from './actor.ts';

export interface AuditEvent {
  /** Undefined if the service did it, or the operator (channel `command`). */
  actorUserId: number | undefined;
  channel: ActionChannel | 'service';
  /** `user.admit`, `report.acknowledge`, … */
  action: string;
  /** `user:12`, `report:7`, … */
  subject: string;
  before?: unknown;
  after?: unknown;
}

export async function audit(trx: Transaction, clock: Clock, event: AuditEvent): Promise<void> {
  await trx('audit_events').insert({
    actorUserId: event.actorUserId ?? null,
    channel: event.channel,
    action: event.action,
    subject: event.subject,
    before: event.before === undefined ? null : JSON.stringify(event.before),
    after: event.after === undefined ? null : JSON.stringify(event.after),
    createdAt: clock.now(),
  });
}
