import type { Transaction } from '#src/db/connect.ts';
import { toIso } from '#src/platform/iso.ts';
import { StoredAuditEvent } from '#src/volunteers/audit/list-audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { ReadWords } from './read-words.ts';

/** Changes of this person, by themselves or by others. */
export async function readChanges(trx: Transaction, words: ReadWords, { userId }: User) {
  const events = await StoredAuditEvent.query(trx)
    .where({ subject: `user:${userId}` })
    .orderBy('auditEventId');
  const facts = (json: string | null): Record<string, unknown> | null =>
    json === null ? null : JSON.parse(words(json));
  return events.map((event) => ({
    at: toIso(event.createdAt),
    action: event.action,
    channel: String(event.channel),
    by_themselves: event.actorUserId === userId,
    before: facts(event.before),
    after: facts(event.after),
  }));
}

/** Actions of this person on others, without details. */
export async function readActionsOnOthers(trx: Transaction, { userId }: User) {
  const events = await StoredAuditEvent.query(trx)
    .where({ actorUserId: userId })
    .whereNot({ subject: `user:${userId}` })
    .orderBy('auditEventId');
  return events.map(({ createdAt, action, channel, subject }) => ({
    at: toIso(createdAt),
    action,
    channel: String(channel),
    subject,
  }));
}
