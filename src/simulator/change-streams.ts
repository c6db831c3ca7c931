import { PassThrough, type Readable } from 'node:stream';
import { setInterval as every } from 'node:timers/promises';
import type { Log } from '#src/platform/log.ts';

const POLL_MS = 150;
const HEARTBEAT_MS = 10_000;

/** Streams of server-sent events that say only that something changed. */
export interface ChangeStreams {
  /** `changed` at first, and after each commit, whichever process or thread made it. `heartbeat` while nothing changes. */
  open(): Readable;
  /** Ends all streams, because the service stops. */
  close(): void;
}

/** Reads the version of the data only while somebody listens. */
export function createChangeStreams(readVersion: () => Promise<unknown>, log: Log): ChangeStreams {
  const streams = new Set<PassThrough>();
  return {
    open: () => {
      const stream = new PassThrough();
      const ended = new AbortController();
      streams.add(stream);
      stream.once('close', () => {
        streams.delete(stream);
        ended.abort();
      });
      follow(stream, readVersion, ended.signal).catch((thrown: unknown) => {
        if (ended.signal.aborted) return;
        log.warn({ err: thrown }, 'the stream of changes ended');
        stream.end();
      });
      return stream;
    },
    close: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}

async function follow(stream: PassThrough, readVersion: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  const send = (event: string) => stream.write(`event: ${event}\ndata:\n\n`);
  let version = await readVersion();
  let quietSince = performance.now();
  // the page may have been rendered before the stream was open
  send('changed');
  for await (const _ of every(POLL_MS, undefined, { signal })) {
    const newer = await readVersion();
    if (newer !== version) send('changed');
    else if (performance.now() - quietSince < HEARTBEAT_MS) continue;
    else send('heartbeat');
    version = newer;
    quietSince = performance.now();
  }
}
