import { LRUCache } from 'lru-cache';
import type { HandledText } from '#src/conversation/handle-texts.ts';
import type { Understanding } from './inspection.ts';

/** Nobody looks further back. */
const MOST_TEXTS_KEPT = 1_000;

/** What the newest texts were read as. The database does not keep it, and it ends with the process. */
export interface HandledTexts {
  find(inboxId: number): Understanding | undefined;
}

/** Listens to the texts that this thread handles. The dispatcher's thread handles those that a crash left behind. */
export function keepHandledTexts(conversations: {
  onHandled(listener: (text: HandledText) => void): void;
}): HandledTexts {
  const handledTexts = new LRUCache<number, Understanding>({ max: MOST_TEXTS_KEPT });
  conversations.onHandled(({ inboxId, understood, confidence }) => {
    handledTexts.set(inboxId, { understood, ...(confidence !== undefined && { confidence }) });
  });
  return { find: (inboxId) => handledTexts.get(inboxId) };
}
