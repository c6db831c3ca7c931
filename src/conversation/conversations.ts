import { type Conversing, handleTexts } from './handle-texts.ts';
import { type CatchUpOptions, listWaitingConversations } from './list-waiting.ts';

export interface Conversations {
  /**
   * Handles all that this person has texted and nobody has handled, in order. Never throws. `received`: a text of theirs
   * whose first attempt was counted with its receipt.
   */
  advance(conversationId: number, received?: number): Promise<void>;
  /** What a crash left behind, for everybody. `all`: also what came just now. */
  catchUp(options?: CatchUpOptions): Promise<void>;
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
    const next = previous.then(() => handleTexts(conversing, { conversationId, received }));
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
      const waiting = await listWaitingConversations({ db: parts.db, clock: parts.settings.clock }, options);
      for (const conversationId of waiting) await advance(conversationId);
    },
  };
}
