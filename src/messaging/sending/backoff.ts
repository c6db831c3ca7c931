import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';

/** Attempts in all before a message becomes a dead letter, or a file is given up. */
export const MOST_ATTEMPTS = 5;
const LONGEST_BACKOFF = HOUR;
/** While the account itself is broken, this often somebody looks whether it works again. */
export const SENDER_PAUSE = MINUTE;

/** When to try again. Undefined: never, it is over. */
export function nextAttemptAt(
  message: Pick<Outbound, 'attempts' | 'expiresAt'>,
  { now, backoff, outcome }: { now: Date; backoff: number; outcome: SendOutcome },
): Date | undefined {
  if (outcome.outcome === 'senderBroken') return after(now, SENDER_PAUSE);
  if (message.attempts >= MOST_ATTEMPTS) return undefined;
  const asked = outcome.outcome === 'retry' ? (outcome.afterMs ?? 0) : 0;
  const dueAt = after(now, Math.max(asked, backoffAfter(message.attempts, backoff)));
  return message.expiresAt && dueAt >= message.expiresAt ? undefined : dueAt;
}

/** The pause after so many attempts: twice as long after each, half of it by chance. */
export function backoffAfter(attempts: number, backoff: number): number {
  const longest = Math.min(LONGEST_BACKOFF, backoff * 2 ** (attempts - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}
