import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Transact } from '#src/db/with-lock.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Log } from '#src/platform/log.ts';
import { giveUpText, keepForPerson } from './give-up-text.ts';
import type { InboundText } from './turn.ts';

const MOST_ATTEMPTS = 3;

/** One attempt to handle the oldest unhandled text of a conversation. */
export interface Attempt {
  conversationId: number;
  /** Undefined until the attempt is counted. */
  number: number | undefined;
  /** Undefined until the text is known. */
  inboxId: number | undefined;
  /** Whether the conversation had an unhandled text when the attempt was counted. */
  hasText: boolean;
  /** Whether the attempt is for this text. A turn for any other text ends at once. */
  isFor(text: InboundText): boolean;
}

/** For a text that this process received. The attempt was counted with its receipt. */
export function createFirstTry(conversationId: number, firstTries: ReadonlySet<number>): Attempt {
  const attempt: Attempt = {
    ...{ conversationId, number: 1, inboxId: undefined, hasText: true },
    isFor: ({ inboxId, attempts }) => {
      const isExpected = attempts === 1 && firstTries.has(inboxId);
      attempt.inboxId = isExpected ? inboxId : undefined;
      return isExpected;
    },
  };
  return attempt;
}

/** For any text. `countOrGiveUp` finds the text. */
export function createCountedTry(conversationId: number): Attempt {
  const attempt: Attempt = {
    ...{ conversationId, number: undefined, inboxId: undefined, hasText: false },
    isFor: ({ inboxId }) => inboxId === attempt.inboxId,
  };
  return attempt;
}

/**
 * Counts an attempt at the oldest unhandled text, in a transaction of its own, so that a text that kills the process counts
 * as tried. After three attempts the text is kept for a person. Returns whether it is to be tried.
 */
export async function countOrGiveUp(
  transact: Transact,
  { settings, log }: { settings: WatchSettings; log: Log },
  attempt: Attempt,
): Promise<boolean> {
  const { conversationId } = attempt;
  const counted = await transact((trx) => countAttempt(trx, conversationId));
  if (!counted) return false;
  const { inboxId, attempts } = counted;
  attempt.hasText = true;
  if (attempts <= MOST_ATTEMPTS) {
    Object.assign(attempt, { inboxId, number: attempts });
    return true;
  }
  // the error may be in what giving up itself does: after as many attempts again, we only mark the text
  const giveUp = attempts > 2 * MOST_ATTEMPTS ? keepForPerson : giveUpText;
  await transact<unknown>((trx) => giveUp(trx, settings, inboxId));
  log.error({ cause: `inbox:${inboxId}`, inboxId, conversationId }, 'gave a text up after three attempts');
  return false;
}

async function countAttempt(
  trx: Transaction,
  conversationId: number,
): Promise<{ inboxId: number; attempts: number } | undefined> {
  // waits for a process that handles the text right now
  await lockRows(trx, 'conversations', [conversationId]);
  const oldest = await trx('inbox')
    .where({ conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .first('inboxId');
  if (!oldest) return undefined;
  const [row] = await trx('inbox')
    .where({ inboxId: oldest.inboxId })
    .whereNull('handledAt')
    .update({ attempts: trx.raw('attempts + 1') })
    .returning(['inboxId', 'attempts']);
  return row ?? { inboxId: oldest.inboxId, attempts: 0 };
}
