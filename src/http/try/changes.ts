import { PassThrough, type Readable } from 'node:stream';
import { setInterval as every } from 'node:timers/promises';
import type { Log } from '#src/platform/log.ts';

const POLL_MS = 150;
const HEARTBEAT_MS = 10_000;

/**
 * A stream of server-sent events: `changed` after each commit, whichever process or thread made it, and `heartbeat`. It
 * reads the version of the data only while somebody listens.
 */
export function streamChanges({ readVersion, log }: { readVersion: () => Promise<unknown>; log: Log }): Readable {
  const stream = new PassThrough();
  const ended = new AbortController();
  stream.once('close', () => ended.abort());
  const send = (event: string) => stream.write(`event: ${event}\ndata:\n\n`);
  const watch = async () => {
    let version = await readVersion();
    let quietSince = performance.now();
    // the page may have been rendered before the stream was open
    send('changed');
    for await (const _ of every(POLL_MS, undefined, { signal: ended.signal })) {
      const newer = await readVersion();
      if (newer !== version) send('changed');
      else if (performance.now() - quietSince < HEARTBEAT_MS) continue;
      else send('heartbeat');
      version = newer;
      quietSince = performance.now();
    }
  };
  watch().catch((thrown: unknown) => {
    if (ended.signal.aborted) return;
    log.warn({ err: thrown }, 'the stream of changes ended');
    stream.end();
  });
  return stream;
}
