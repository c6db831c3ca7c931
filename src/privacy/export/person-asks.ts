import { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { inBatches } from '#src/db/queries/in-batches.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** What we asked this person, and what they answered, oldest first. */
export async function* readAsks(trx: Transaction, { userId }: User) {
  const batches = inBatches<Ask>((last, limit) =>
    Ask.query(trx)
      .where({ userId })
      .where('askId', '>', last?.askId ?? 0)
      .orderBy('askId')
      .limit(limit),
  );
  for await (const asks of batches) {
    yield asks.map((ask) => ({
      kind: String(ask.kind),
      ref: ask.ref,
      asked_at: toIso(ask.openedAt),
      deadline_at: toIsoOrNull(ask.deadlineAt),
      status: String(ask.status),
      answer: ask.answer,
      ended_at: toIsoOrNull(ask.endedAt),
    }));
  }
}
