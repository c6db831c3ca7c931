import { SENDER_PAUSE_MS } from '#src/messaging/limits/sender-pause.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { after, HOUR } from '#src/platform/duration.ts';

/** After this many attempts a message is a dead letter, and a file is given up. */
export const MOST_ATTEMPTS = 5;
const LONGEST_BACKOFF_MS = HOUR;

/** When the next attempt is due; undefined: there is none. */
export function nextAttemptAt(
  message: Pick<Outbound, 'attempts' | 'expiresAt'>,
  { now, backoff, outcome }: { now: Date; backoff: number; outcome: SendOutcome },
): Date | undefined {
  if (outcome.outcome === 'senderBroken') return after(now, SENDER_PAUSE_MS);
  if (message.attempts >= MOST_ATTEMPTS) return undefined;
  const asked = outcome.outcome === 'retry' ? (outcome.afterMs ?? 0) : 0;
  const dueAt = after(now, Math.max(asked, backoffAfter(message.attempts, backoff)));
  return message.expiresAt && dueAt >= message.expiresAt ? undefined : dueAt;
}

/** The backoff after this many attempts. It doubles with each attempt, and half of it is random. */
export function backoffAfter(attempts: number, backoff: number): number {
  const longest = Math.min(LONGEST_BACKOFF_MS, backoff * 2 ** (attempts - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}
