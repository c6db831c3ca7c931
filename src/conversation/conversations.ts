import { before, SECOND } from '#src/platform/duration.ts';
import { type Conversing, handleAll } from './handle-all.ts';

/** A text that came this recently is in somebody's hands. */
const IN_HAND = 20 * SECOND;

export interface Conversations {
  /**
   * Handles all that this person has texted and nobody has handled, in order. Never throws. `received`: a text of theirs
   * whose first attempt was counted with its receipt.
   */
  advance(conversationId: number, received?: number): Promise<void>;
  /** What a crash left behind, for everybody. `all`: also what came just now. */
  catchUp(options?: { all: boolean }): Promise<void>;
  /** Resolves when nothing is being handled in this process. */
  settled(): Promise<void>;
}

export function createConversations(parts: Conversing): Conversations {
  const running = new Map<number, Promise<void>>();
  const conversing = { ...parts, untried: new Set<number>() };
  const { untried } = conversing;
  const advance = (conversationId: number, received?: number): Promise<void> => {
    const previous = running.get(conversationId) ?? Promise.resolve();
    if (received !== undefined) untried.add(received);
    const next = previous.then(() => handleAll(conversing, { conversationId, received }));
    running.set(conversationId, next);
    return next.finally(() => {
      if (received !== undefined) untried.delete(received);
      if (running.get(conversationId) === next) running.delete(conversationId);
    });
  };
  return {
    advance,
    settled: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    catchUp: async (options) => {
      for (const conversationId of await listWaiting(conversing, options?.all ?? false)) await advance(conversationId);
    },
  };
}

/** Who waits for longest first: what was handled once already, and lost with the power, gets the same case numbers again. */
async function listWaiting({ db, settings }: Conversing, all: boolean): Promise<number[]> {
  const waiting = db('inbox').whereNull('handledAt').groupBy('conversationId').select('conversationId');
  waiting.orderByRaw('min(inbox_id)');
  if (!all) waiting.where('receivedAt', '<=', before(settings.clock.now(), IN_HAND));
  const rows: { conversationId: number }[] = await waiting;
  return rows.map(({ conversationId }) => conversationId);
}
