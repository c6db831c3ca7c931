import { Readable } from 'node:stream';
import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { RIGHTS_LOST } from '#src/volunteers/sign-in/rights-lost.ts';
import { listLiveEvents, type RecordedEvent } from './live-events.ts';

const POLL_EVERY = SECOND;
/** Proxies close what is silent for a minute. */
const HEARTBEAT_EVERY = 20 * SECOND;
const BATCH = 200;
/** A reader that has this much to read gets no more. So each holds this and one batch, about 50 kB, however slow it is. */
const MOST_UNREAD_BYTES = 16_000;
/** Of one person, in this process. */
const MOST_STREAMS = 5;
/** A browser connects again by itself. Forgotten pages must not replace each other every two seconds. */
const REPLACED_WAITS = 10 * MINUTE;

/** A reader whose right to read has been checked. */
interface LiveReader {
  userId: number;
  /** When their token expires. */
  expiresAt: Date;
  /** The last event of the snapshot in which the right was checked. */
  checkedAtId: number;
  /** The last event that they have. */
  afterId: number;
}

export interface LiveFeed {
  /**
   * Server-sent events that were recorded after `afterId`, by whichever process. Ends when the reader loses the right to
   * read, which is an event too, when their token expires, and for the oldest of too many streams of one person.
   */
  open(reader: LiveReader): Readable;
  /** Something may have been recorded: looks at once. */
  wake(): void;
  /** Ends every stream. */
  close(): void;
}

interface Stream extends LiveReader {
  readable: Readable;
  /** The reader has read what it was given. */
  wantsMore: boolean;
}

interface FeedParts {
  /** Takes no lock. */
  read<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  clock: Clock;
  log: Log;
}

export function createLiveFeed({ read, clock, log }: FeedParts): LiveFeed {
  /** The oldest first. */
  const streams = new Set<Stream>();
  /** All events up to this one have been looked at, for whoever lost their rights. */
  let position = 0;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isWoken = false;
  let isClosed = false;
  let heardAt = performance.now();

  const end = (stream: Stream) => {
    streams.delete(stream);
    stream.readable.push(null);
  };
  const deliver = async (): Promise<void> => {
    for (let hasMore = true; hasMore && streams.size > 0; ) {
      const from = position;
      const wanting = [...streams].filter(({ wantsMore }) => wantsMore);
      const batches = await read((trx) => readBatches(trx, from, wanting));
      const news = batches.get(from) ?? [];
      for (const stream of streams) if (hasLostRights(stream, news)) end(stream);
      // a stream may have been opened in the meantime, and looks from further back
      if (position === from) position = news.at(-1)?.id ?? from;
      hasMore = news.length === BATCH;
      for (const stream of wanting) {
        const batch = batches.get(stream.afterId) ?? news;
        if (streams.has(stream)) pass(stream, batch);
        hasMore ||= stream.wantsMore && batch.length === BATCH;
      }
    }
  };
  const look = async () => {
    if (isLooking || streams.size === 0 || isClosed) {
      isWoken = isLooking;
      return;
    }
    isLooking = true;
    clearTimeout(timer);
    try {
      do {
        isWoken = false;
        for (const stream of streams) if (clock.now() >= stream.expiresAt) end(stream);
        await deliver();
      } while (isWoken);
      heardAt = beat(streams, heardAt);
    } catch (thrown) {
      if (!isClosed) log.error(describeError(thrown), 'could not look for live events');
    }
    isLooking = false;
    if (streams.size > 0 && !isClosed) timer = setTimeout(look, POLL_EVERY);
  };
  const join = (stream: Stream) => {
    const own = [...streams].filter(({ userId }) => userId === stream.userId);
    for (const oldest of own.slice(0, Math.max(0, own.length - MOST_STREAMS + 1))) {
      oldest.readable.push(`retry: ${REPLACED_WAITS}\nevent: replaced\ndata: {}\n\n`);
      end(oldest);
    }
    position = streams.size === 0 ? stream.checkedAtId : Math.min(position, stream.checkedAtId);
    streams.add(stream);
    stream.readable.once('close', () => streams.delete(stream));
    stream.readable.push('retry: 2000\n\n');
  };
  return {
    open: (reader) => {
      // joins only once there is somebody to answer: the transaction that opened it may have been repeated
      let hasJoined = false;
      const readable = new Readable({
        highWaterMark: MOST_UNREAD_BYTES,
        read: () => {
          stream.wantsMore = true;
          if (isClosed) readable.push(null);
          else if (!hasJoined) {
            hasJoined = true;
            join(stream);
            void look();
          } else if (stream.afterId < position) void look();
        },
      });
      const stream: Stream = { ...reader, readable, wantsMore: false };
      return readable;
    },
    wake: () => void look(),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const stream of streams) end(stream);
    },
  };
}

/** The events after `position`, and those after the last event of each stream that is further back, by that id. */
async function readBatches(
  trx: Transaction,
  position: number,
  streams: readonly Stream[],
): Promise<Map<number, RecordedEvent[]>> {
  const batches = new Map([[position, await listLiveEvents(trx, position, BATCH)]]);
  for (const { afterId } of streams) {
    if (afterId < position && !batches.has(afterId)) batches.set(afterId, await listLiveEvents(trx, afterId, BATCH));
  }
  return batches;
}

function hasLostRights({ userId, checkedAtId }: Stream, news: readonly RecordedEvent[]): boolean {
  return news.some(
    ({ id, type, data }) => type === RIGHTS_LOST && id > checkedAtId && JSON.parse(data).user_id === userId,
  );
}

function pass(stream: Stream, events: readonly RecordedEvent[]): void {
  for (const { id, type, data } of events) {
    if (id <= stream.afterId) continue;
    stream.afterId = id;
    if (type === RIGHTS_LOST) continue;
    stream.wantsMore = stream.readable.push(`id: ${id}\nevent: ${type}\ndata: ${data}\n\n`);
  }
}

/** Returns when it last beat. */
function beat(streams: ReadonlySet<Stream>, heardAt: number): number {
  if (performance.now() - heardAt < HEARTBEAT_EVERY) return heardAt;
  for (const { readable, wantsMore } of streams) if (wantsMore) readable.push(': still here\n\n');
  return performance.now();
}
