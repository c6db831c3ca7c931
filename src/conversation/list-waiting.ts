import type { Database } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { before, SECOND } from '#src/platform/duration.ts';

/** A text that arrived this recently is still being handled by the process that received it. */
const IN_HAND = 20 * SECOND;

/** `all`: also texts that arrived just now. */
export interface CatchUpOptions {
  all: boolean;
}

interface Parts {
  db: Database;
  clock: Clock;
}

/**
 * Conversations with an unhandled text, the one that waits longest first. If a power cut undoes the handling of a
 * report, its case gets the same number again.
 */
export async function listWaitingConversations(parts: Parts, options?: CatchUpOptions): Promise<number[]> {
  const waiting = unhandled(parts, options).groupBy('conversationId').orderByRaw('min(inbox_id)');
  const rows: { conversationId: number }[] = await waiting.select('conversationId');
  return rows.map(({ conversationId }) => conversationId);
}

export async function hasWaitingText(parts: Parts, options?: CatchUpOptions): Promise<boolean> {
  return (await unhandled(parts, options).first('inboxId')) !== undefined;
}

function unhandled({ db, clock }: Parts, options: CatchUpOptions = { all: false }) {
  const texts = db('inbox').whereNull('handledAt');
  return options.all ? texts : texts.where('receivedAt', '<=', before(clock.now(), IN_HAND));
}
