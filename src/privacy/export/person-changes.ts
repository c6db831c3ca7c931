import type { Transaction } from '#src/db/connect.ts';
import { inBatches } from '#src/db/queries/in-batches.ts';
import { toIso } from '#src/platform/iso.ts';
import { StoredAuditEvent } from '#src/volunteers/audit/list-audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { ReadWords } from './read-words.ts';

/** Changes of this person, by themselves or by others. */
export async function* readChanges(trx: Transaction, words: ReadWords, { userId }: User) {
  const facts = (json: string | null): Record<string, unknown> | null =>
    json === null ? null : JSON.parse(words(json));
  const batches = inBatches<StoredAuditEvent>((last, limit) =>
    eventsAfter(trx, last, limit).where({ subject: `user:${userId}` }),
  );
  for await (const events of batches) {
    yield events.map((event) => ({
      at: toIso(event.createdAt),
      action: event.action,
      channel: String(event.channel),
      by_themselves: event.actorUserId === userId,
      before: facts(event.before),
      after: facts(event.after),
    }));
  }
}

/** Actions of this person on others, without details. */
export async function* readActionsOnOthers(trx: Transaction, { userId }: User) {
  const batches = inBatches<StoredAuditEvent>((last, limit) =>
    eventsAfter(trx, last, limit)
      .where({ actorUserId: userId })
      .whereNot({ subject: `user:${userId}` }),
  );
  for await (const events of batches) {
    yield events.map(({ createdAt, action, channel, subject }) => ({
      at: toIso(createdAt),
      action,
      channel: String(channel),
      subject,
    }));
  }
}

function eventsAfter(trx: Transaction, last: StoredAuditEvent | undefined, limit: number) {
  const events = StoredAuditEvent.query(trx).orderBy('auditEventId').limit(limit);
  return last ? events.where('auditEventId', '>', last.auditEventId) : events;
}
