import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import type { Outbound } from './outbound.ts';
import type { SendOutcome } from './sender.ts';

/** Attempts in all before a message becomes a dead letter. */
export const RETRIES = 5;
const LONGEST_BACKOFF = HOUR;
/** While the sender itself is broken, this often somebody looks whether it works again. */
const SENDER_PAUSE = MINUTE;

/** When to try again: twice as long after each attempt, half of it by chance. Undefined: never, it is over. */
export function nextAttemptAt(
  message: Pick<Outbound, 'attempts' | 'expiresAt'>,
  { now, backoff, outcome }: { now: Date; backoff: number; outcome: SendOutcome },
): Date | undefined {
  if (outcome.outcome === 'senderBroken') return after(now, SENDER_PAUSE);
  if (message.attempts >= RETRIES) return undefined;
  const longest = Math.min(LONGEST_BACKOFF, backoff * 2 ** (message.attempts - 1));
  const asked = outcome.outcome === 'retry' ? (outcome.afterMs ?? 0) : 0;
  const dueAt = after(now, Math.max(asked, longest / 2 + (Math.random() * longest) / 2));
  return message.expiresAt && dueAt >= message.expiresAt ? undefined : dueAt;
}
