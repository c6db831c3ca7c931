import { Readable } from 'node:stream';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { listLiveEvents, type RecordedEvent } from './live-events.ts';

const POLL_EVERY = SECOND;
/** Proxies close what is silent for a minute. */
const HEARTBEAT_EVERY = 20 * SECOND;
const BATCH = 200;
/** The most bytes buffered for a reader. A slower reader is disconnected, and resumes when it reconnects. */
const MOST_UNREAD_BYTES = 1_000_000;

export interface LiveFeed {
  /**
   * Server-sent events that were recorded after `afterId`, by whichever process. Ends as soon as `mayGoOn` says no. Each
   * poll of the table checks the token again, so a revoked token works for at most a second.
   */
  open(reader: { afterId: number; mayGoOn: (trx: Transaction) => Promise<boolean> }): Readable;
  /** Something may have been recorded, or somebody may have lost the right to read: looks at once. */
  wake(): void;
  /** Ends every stream. */
  close(): void;
}

interface Subscriber {
  stream: Readable;
  lastId: number;
  mayGoOn: (trx: Transaction) => Promise<boolean>;
}

export function createLiveFeed({ db, log }: { db: Database; log: Log }): LiveFeed {
  const subscribers = new Set<Subscriber>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isWoken = false;
  let isClosed = false;
  let heardAt = performance.now();

  const plan = () => {
    clearTimeout(timer);
    timer = subscribers.size > 0 && !isClosed ? setTimeout(look, POLL_EVERY) : undefined;
  };
  const look = async () => {
    if (isLooking || subscribers.size === 0 || isClosed) {
      isWoken = isLooking;
      return;
    }
    isLooking = true;
    try {
      do {
        isWoken = false;
        await deliverNews(db, subscribers);
      } while (isWoken);
      heardAt = beat(subscribers, heardAt);
    } catch (thrown) {
      if (!isClosed) log.error(describeError(thrown), 'could not look for live events');
    }
    isLooking = false;
    plan();
  };
  return {
    open: ({ afterId, mayGoOn }) => {
      const join = () => {
        const subscriber = { stream, lastId: afterId, mayGoOn };
        subscribers.add(subscriber);
        stream.once('close', () => subscribers.delete(subscriber));
        stream.push('retry: 2000\n\n');
        void look();
      };
      // reads only once there is somebody to answer: the transaction that opened it may have been repeated
      let hasJoined = false;
      const stream = new Readable({
        read: () => {
          if (isClosed) stream.push(null);
          else if (!hasJoined) join();
          hasJoined = true;
        },
      });
      return stream;
    },
    wake: () => void look(),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const { stream } of subscribers) stream.push(null);
      subscribers.clear();
    },
  };
}

async function deliverNews(db: Database, subscribers: Set<Subscriber>): Promise<void> {
  for (let hasMore = true; hasMore && subscribers.size > 0; ) {
    const readers = [...subscribers];
    const { ended, events } = await inTransaction(db, async (trx) => {
      const ended: Subscriber[] = [];
      for (const reader of readers) if (!(await reader.mayGoOn(trx))) ended.push(reader);
      const from = Math.min(...readers.map(({ lastId }) => lastId));
      return { ended, events: await listLiveEvents(trx, from, BATCH) };
    });
    for (const reader of ended) end(subscribers, reader);
    for (const reader of readers) if (subscribers.has(reader)) pass(subscribers, reader, events);
    hasMore = events.length === BATCH;
  }
}

function pass(subscribers: Set<Subscriber>, reader: Subscriber, events: readonly RecordedEvent[]): void {
  for (const event of events) {
    if (event.id <= reader.lastId) continue;
    reader.stream.push(`id: ${event.id}\nevent: ${event.type}\ndata: ${event.data}\n\n`);
    reader.lastId = event.id;
  }
  if (reader.stream.readableLength > MOST_UNREAD_BYTES) end(subscribers, reader);
}

function end(subscribers: Set<Subscriber>, reader: Subscriber): void {
  subscribers.delete(reader);
  reader.stream.push(null);
}

/** Returns when it last beat. */
function beat(subscribers: Set<Subscriber>, heardAt: number): number {
  if (performance.now() - heardAt < HEARTBEAT_EVERY) return heardAt;
  for (const { stream } of subscribers) stream.push(': still here\n\n');
  return performance.now();
}
