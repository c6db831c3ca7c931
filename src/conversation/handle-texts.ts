import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withConcurrencyLimit } from '#src/db/with-concurrency-limit.ts';
import { type Transact, withLock } from '#src/db/with-lock.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { countAttempt } from './count-attempt.ts';
import { giveUpText, keepForPerson } from './give-up-text.ts';
import { handleText } from './handle-text.ts';
import type { InboundText } from './turn.ts';

const TRIES = 3;
const PAUSE_MS = 100;

export interface Conversing {
  db: Database;
  settings: WatchSettings;
  log: Log;
}

/** `untried`: texts that this process has received, with their first attempt, and not begun to handle. */
export type Advancing = Conversing & { untried: Set<number> };

/** All that a person has texted and nobody has handled, in order. */
export async function handleTexts(
  advancing: Advancing,
  { conversationId, received }: { conversationId: number; received: number | undefined },
): Promise<void> {
  try {
    if (received !== undefined && (await handleUntried(advancing, { conversationId, received }))) return;
    for (let pause: number | undefined = 0; pause !== undefined; pause = await handleNext(advancing, conversationId)) {
      if (pause > 0) await wait(pause);
    }
  } catch (thrown) {
    // the text stays unhandled, and is found again
    advancing.log.error({ conversationId, ...describeError(thrown) }, 'could not go on with a conversation');
  }
}

/**
 * First tries, in one transaction each, which locks the conversation and needs to hold nothing else: of this text, and of
 * others that came with it. Returns false where more than that is to be done: a try has failed, or a text waits that came to
 * somebody else.
 */
async function handleUntried(
  advancing: Advancing,
  { conversationId, received }: { conversationId: number; received: number },
): Promise<boolean> {
  const { db, untried } = advancing;
  // its answers leave once their claim is on disk, and it with that; where the power fails before, the text is handled again
  const transact: Transact = (work) => inTransaction(db, work, { isAsynchronous: true });
  const isMeant = ({ inboxId, attempts }: InboundText) => attempts === 1 && untried.has(inboxId);
  // else it was handled with one before it
  for (let hasMore = untried.has(received); hasMore; ) {
    const tried = await withConcurrencyLimit(db, () =>
      tryToHandle(advancing, transact, { conversationId, attempts: 1, isMeant }),
    );
    untried.delete(tried.inboxId ?? received);
    if (tried.outcome === 'failed') await wait(PAUSE_MS);
    if (tried.outcome !== 'handled') return false;
    hasMore = tried.hasMore;
  }
  return true;
}

/** Returns how long to wait before the next, in milliseconds; undefined if there was no text. */
function handleNext(conversing: Conversing, conversationId: number): Promise<number | undefined> {
  const { db, settings, log } = conversing;
  // else each process that looks counts an attempt before the first of them makes one
  return withLock(db, { lock: 'turn', id: conversationId }, async (transact) => {
    const counted = await transact((trx) => countAttempt(trx, conversationId));
    if (!counted) return undefined;
    const { inboxId, attempts } = counted;
    if (attempts > TRIES) {
      // what breaks the handling may break the telling too
      const leaveIt = attempts > 2 * TRIES ? keepForPerson : giveUpText;
      await transact<unknown>((trx) => leaveIt(trx, settings, inboxId));
      log.error(idsForLog(conversationId, inboxId), 'gave a text up after three attempts');
      return 0;
    }
    const isMeant = (text: InboundText) => text.inboxId === inboxId;
    const { outcome } = await tryToHandle(conversing, transact, { conversationId, attempts, isMeant });
    return outcome === 'failed' ? PAUSE_MS * attempts : 0;
  });
}

interface Trying {
  conversationId: number;
  attempts: number;
  /** Whether the oldest text that nobody has handled is the one. */
  isMeant: (text: InboundText) => boolean;
}

type Tried =
  | { outcome: 'handled'; inboxId: number | undefined; hasMore: boolean }
  | { outcome: 'failed' | 'notMeant'; inboxId: number | undefined };

async function tryToHandle(
  { settings, log }: Conversing,
  transact: Transact,
  { conversationId, attempts, isMeant }: Trying,
): Promise<Tried> {
  let inboxId: number | undefined;
  const isTried = (text: InboundText) => {
    inboxId = isMeant(text) ? text.inboxId : undefined;
    return inboxId !== undefined;
  };
  const since = performance.now();
  try {
    const handled = await transact((trx) => handleText(trx, settings, { conversationId, isMeant: isTried }));
    if (!handled) return { outcome: 'notMeant', inboxId };
    const ms = Math.round(performance.now() - since);
    log.info({ ...idsForLog(conversationId, inboxId), ...handled.taken, ms }, 'handled');
    return { outcome: 'handled', inboxId, hasMore: handled.hasMore };
  } catch (thrown) {
    log.error({ ...idsForLog(conversationId, inboxId), attempts, ...describeError(thrown) }, 'handling a text failed');
    return { outcome: 'failed', inboxId };
  }
}

function idsForLog(conversationId: number, inboxId: number | undefined) {
  return { cause: `inbox:${inboxId}`, inboxId, conversationId };
}
