import { setTimeout as wait } from 'node:timers/promises';
import { positionOf, type ThreadItem } from './read-thread.ts';

export interface ThreadPrinting {
  /** So many of the newest, the newest first. */
  read: (count: number) => Promise<ThreadItem[]>;
  /** How many are said of what is there already. */
  limit: number;
  lineOf: (item: ThreadItem) => string;
  say: (line: string) => void;
}

/** More than comes between two looks. */
const LOOKED_AT = 100;

/** Says each line that is new, or that says something else by now, the oldest first. */
export function createThreadPrinter({ read, limit, lineOf, say }: ThreadPrinting): () => Promise<void> {
  const said = new Map<string, string>();
  let isFirst = true;
  return async () => {
    const items = await read(Math.max(limit, LOOKED_AT));
    const isTold = (index: number) => !isFirst || index < limit;
    for (const [index, item] of [...items.entries()].toReversed()) {
      const key = positionOf(item).join(':');
      const line = lineOf(item);
      if (said.get(key) === line) continue;
      said.set(key, line);
      if (isTold(index)) say(line);
    }
    isFirst = false;
  };
}

/** Looks every `pauseMs` until the signal. */
export async function followThread(tell: () => Promise<void>, pauseMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await tell();
    await wait(pauseMs, undefined, { signal }).catch(() => {});
  }
}
