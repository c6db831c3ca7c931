import { type ConversationParts, type HandledText, handleTexts } from './handle-texts.ts';
import { type CatchUpOptions, listWaitingConversations } from './list-waiting.ts';

export interface Conversations {
  /**
   * Handles the unhandled texts of a conversation, in order. Never throws. `received`: a text whose first attempt was counted
   * with its receipt.
   */
  advance(conversationId: number, received?: number): Promise<void>;
  /** Handles what a crash left behind, in all conversations. `all`: also texts that were received just now. */
  catchUp(options?: CatchUpOptions): Promise<void>;
  /** `listener` runs after each text that these conversations handled. Other processes and threads handle texts, too. */
  onHandled(listener: (text: HandledText) => void): void;
  /** Resolves when this process handles no text. */
  settled(): Promise<void>;
}

export function createConversations(parts: ConversationParts): Conversations {
  const running = new Map<number, Promise<void>>();
  const firstTries = new Set<number>();
  const listeners: ((text: HandledText) => void)[] = [];
  const onHandled = (text: HandledText) => {
    for (const listener of listeners) listener(text);
  };
  const handlingParts = { ...parts, firstTries, onHandled };
  const advance = (conversationId: number, received?: number): Promise<void> => {
    const previous = running.get(conversationId) ?? Promise.resolve();
    if (received !== undefined) firstTries.add(received);
    const next = previous.then(() => handleTexts(handlingParts, { conversationId, received }));
    running.set(conversationId, next);
    return next.finally(() => {
      if (received !== undefined) firstTries.delete(received);
      if (running.get(conversationId) === next) running.delete(conversationId);
    });
  };
  return {
    advance,
    onHandled: (listener) => void listeners.push(listener),
    settled: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    catchUp: async (options) => {
      const waiting = await listWaitingConversations({ db: parts.db, clock: parts.settings.clock }, options);
      for (const conversationId of waiting) await advance(conversationId);
    },
  };
}
