import type { Ask } from '#src/asks/ask.ts';
import type { Handed } from '#src/asks/handed.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { User } from '#src/volunteers/people/user.ts';

export function presentAskOfMessage(ask: Ask | undefined) {
  if (!ask) return null;
  const { askId, kind, ref, status, answer, deadlineAt } = ask;
  return { id: askId, kind, ref, status, answer, deadline_at: toIsoOrNull(deadlineAt) };
}

/** `handed`: when its question was handed to the provider. */
export function presentAsk(ask: Ask, { user, handed }: { user: User | undefined; handed: Handed | undefined }) {
  return {
    id: ask.askId,
    kind: ask.kind,
    ref: ask.ref,
    status: ask.status,
    answer: ask.answer,
    deadline_at: toIsoOrNull(ask.deadlineAt),
    subject: ask.subject,
    user: user ? { id: user.userId, name: user.name, status: user.status } : null,
    opened_at: toIso(ask.openedAt),
    sent_at: toIsoOrNull(handed?.at),
    ended_at: toIsoOrNull(ask.endedAt),
    text_id: ask.inboxId,
  };
}
