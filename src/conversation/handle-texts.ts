import { setTimeout } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withConcurrencyLimit } from '#src/db/with-concurrency-limit.ts';
import { withLock } from '#src/db/with-lock.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { type Attempt, countOrGiveUp, createCountedTry, createFirstTry } from './attempts.ts';
import { type TakenTurn, type TurnSummary, takeTurn } from './take-turn.ts';

const PAUSE_MS = 100;
/**
 * The answers of a turn leave only after a durable commit of their claim, which makes this commit durable too. If the power
 * fails before that, the text is handled again.
 */
const WITHOUT_FSYNC = { isAsynchronous: true };

export interface ConversationParts {
  db: Database;
  settings: WatchSettings;
  log: Log;
}

/** A text that was handled, and what it was read as. */
export interface HandledText extends TurnSummary {
  inboxId: number;
}

export interface TextHandlingParts extends ConversationParts {
  /** Texts that this process received, with their first attempt counted, and has not yet begun to handle. */
  firstTries: Set<number>;
  /** Runs after the commit of each handled text. */
  onHandled(text: HandledText): void;
}

/**
 * Handles the unhandled texts of a conversation, in order, until none is left. Each text is one turn in one transaction. If a
 * turn fails, its text is tried again after a pause. Never throws.
 */
export async function handleTexts(
  { db, settings, log, firstTries, onHandled }: TextHandlingParts,
  { conversationId, received }: { conversationId: number; received: number | undefined },
): Promise<void> {
  try {
    let next = firstStep(firstTries, received);
    while (next !== 'done') {
      const isFirstTry = next === 'firstTry';
      const attempt = isFirstTry ? createFirstTry(conversationId, firstTries) : createCountedTry(conversationId);
      const startedAt = performance.now();
      try {
        const taken = isFirstTry
          ? await withConcurrencyLimit(db, () =>
              inTransaction(db, (trx) => takeTurn(trx, settings, attempt), WITHOUT_FSYNC),
            )
          : await withLock(db, { lock: 'turn', id: conversationId }, async (transact) => {
              const isCounted = await countOrGiveUp(transact, { settings, log }, attempt);
              return isCounted ? transact((trx) => takeTurn(trx, settings, attempt)) : undefined;
            });
        if (taken) {
          logHandled(log, attempt, { ...taken.summary, ms: Math.round(performance.now() - startedAt) });
          onHandled({ ...taken.summary, inboxId: attempt.inboxId ?? 0 });
        }
        next = isFirstTry ? afterFirstTry(taken) : afterCountedTry(attempt);
      } catch (thrown) {
        // the attempt could not even be counted
        if (attempt.number === undefined) throw thrown;
        logFailure(log, attempt, thrown);
        next = 'countedTry';
        await setTimeout(PAUSE_MS * attempt.number);
      } finally {
        if (isFirstTry) firstTries.delete(attempt.inboxId ?? received ?? 0);
      }
    }
  } catch (thrown) {
    // the text stays unhandled, and the next run finds it
    log.error({ conversationId, ...describeError(thrown) }, 'could not go on with a conversation');
  }
}

/**
 * The first try of a text that this process received needs one transaction and no lock. After a failure, and for texts that
 * other processes received, each attempt is counted before it begins.
 */
type NextStep = 'firstTry' | 'countedTry' | 'done';

function firstStep(firstTries: ReadonlySet<number>, received: number | undefined): NextStep {
  if (received === undefined) return 'countedTry';
  // a text that is no longer in the set was handled together with an earlier one
  return firstTries.has(received) ? 'firstTry' : 'done';
}

/** Without a turn, the oldest text is one that another process received. */
function afterFirstTry(taken: TakenTurn | undefined): NextStep {
  if (!taken) return 'countedTry';
  return taken.hasMore ? 'firstTry' : 'done';
}

function afterCountedTry({ hasText }: Attempt): NextStep {
  return hasText ? 'countedTry' : 'done';
}

function logHandled(log: Log, attempt: Attempt, summary: object): void {
  log.info({ ...idsForLog(attempt), ...summary }, 'handled');
}

function logFailure(log: Log, attempt: Attempt, thrown: unknown): void {
  const { number: attempts } = attempt;
  log.error({ ...idsForLog(attempt), attempts, ...describeError(thrown) }, 'handling a text failed');
}

function idsForLog({ conversationId, inboxId }: Attempt) {
  return { cause: `inbox:${inboxId}`, inboxId, conversationId };
}
