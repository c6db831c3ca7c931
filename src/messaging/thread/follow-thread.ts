import { setTimeout as wait } from 'node:timers/promises';
import { positionOf, type ThreadItem } from './read-thread.ts';

export interface ThreadPrinting {
  /** Reads this many of the newest messages, newest first. */
  read: (count: number) => Promise<ThreadItem[]>;
  /** How many existing messages are printed at the start. */
  limit: number;
  lineOf: (item: ThreadItem) => string;
  print: (line: string) => void;
}

/** More messages than arrive between two polls. */
const POLLED = 100;

/** Each call prints the lines that are new or have changed, oldest first. */
export function createThreadPrinter({ read, limit, lineOf, print }: ThreadPrinting): () => Promise<void> {
  const printed = new Map<string, string>();
  let isFirst = true;
  return async () => {
    const items = await read(Math.max(limit, POLLED));
    const isPrinted = (index: number) => !isFirst || index < limit;
    for (const [index, item] of [...items.entries()].toReversed()) {
      const key = positionOf(item).join(':');
      const line = lineOf(item);
      if (printed.get(key) === line) continue;
      printed.set(key, line);
      if (isPrinted(index)) print(line);
    }
    isFirst = false;
  };
}

/** Prints every `pauseMs` until the signal. */
export async function followThread(
  printNews: () => Promise<void>,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await printNews();
    await wait(pauseMs, undefined, { signal }).catch(() => {});
  }
}
