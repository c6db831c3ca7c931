import pLimit from 'p-limit';
import { MINUTE } from '#src/platform/duration.ts';
import { connectReader, type Database, type Transaction } from './connect.ts';
import { openSnapshot, type Snapshot } from './knex/open-snapshot.ts';
import { createConflictRetries } from './retry-on-conflict.ts';

/** An open snapshot lets SQLite's WAL grow, and makes PostgreSQL keep old rows. */
const LONGEST_MS = 10 * MINUTE;
/** Each has a connection. PostgreSQL's pool has ten for everything. */
const MOST_OPEN = 2;

export interface SnapshotStreamOptions {
  /** Runs one step of the reading. It may let others go first. */
  runStep: <T>(step: () => Promise<T>) => Promise<T>;
  longestMs?: number;
}

export type StreamSnapshot = <Item>(read: (trx: Transaction) => AsyncIterable<Item>) => AsyncGenerator<Item>;

/**
 * Streams what `read` computes in one snapshot, at the speed of its taker. The snapshot has a connection of its own, so that
 * no other read waits for it. It begins when the first item is asked for, and is closed at the end, or when the taker stops.
 */
export function createSnapshotStreams(db: Database, options: SnapshotStreamOptions): StreamSnapshot {
  const limit = pLimit(MOST_OPEN);
  return async function* stream(read) {
    const ended = Promise.withResolvers<void>();
    await new Promise<void>((begin) => {
      void limit(() => {
        begin();
        return ended.promise;
      });
    });
    try {
      yield* streamSnapshot(db, read, options);
    } finally {
      ended.resolve();
    }
  };
}

async function* streamSnapshot<Item>(
  db: Database,
  read: (trx: Transaction) => AsyncIterable<Item>,
  { runStep, longestMs = LONGEST_MS }: SnapshotStreamOptions,
): AsyncGenerator<Item> {
  const reader = connectReader(db);
  const until = performance.now() + longestMs;
  let begun: Begun<Item> | undefined;
  try {
    begun = await runStep(() => begin(reader, read));
    const { items, first } = begun;
    for (let next = first; !next.done; next = await runStep(() => items.next())) {
      if (performance.now() > until) throw new Error('the taker of a snapshot is too slow');
      yield next.value;
    }
  } finally {
    await begun?.items.return?.();
    await begun?.snapshot.close();
    if (reader !== db) await reader.destroy();
  }
}

interface Begun<Item> {
  snapshot: Snapshot;
  items: AsyncIterator<Item>;
  first: IteratorResult<Item>;
}

/** While the database is busy, it begins again: nothing has been given out before the first item. */
async function begin<Item>(reader: Database, read: (trx: Transaction) => AsyncIterable<Item>): Promise<Begun<Item>> {
  const retries = createConflictRetries();
  for (;;) {
    const snapshot = openSnapshot(reader);
    try {
      const items = read(snapshot.trx)[Symbol.asyncIterator]();
      return { snapshot, items, first: await items.next() };
    } catch (thrown) {
      await snapshot.close();
      await retries.pauseAfter(thrown);
    }
  }
}
