import type { Server } from 'node:http';
import type { ConnectionLimits } from './connection-limits.ts';
import type { HttpConnection, OpenConnections } from './open-connections.ts';

/** How often in `readingMs` the connections are looked at. */
const CHECKS = 4;

/** Since when a caller has read too little. */
interface Stall {
  sinceMs: number;
  /** The bytes that the caller had read by then. */
  bytesRead: number;
}

/**
 * Closes the connection of a caller who reads an answer so slowly that it would be in memory for ever. Node has a time-out
 * for silence only, which one byte a minute gets around.
 */
export function endSlowReaders(
  server: Pick<Server, 'once'>,
  open: Iterable<HttpConnection> & Pick<OpenConnections, 'close'>,
  { readingMs, leastBytes }: Pick<ConnectionLimits, 'readingMs' | 'leastBytes'>,
): void {
  const stalls = new WeakMap<HttpConnection, Stall>();
  const check = () => {
    const now = performance.now();
    for (const connection of open) {
      const { bytesWritten, writableLength } = connection.socket;
      const bytesRead = bytesWritten - writableLength;
      const stall = stalls.get(connection);
      if (writableLength === 0) stalls.delete(connection);
      else if (!stall || bytesRead - stall.bytesRead >= leastBytes) {
        stalls.set(connection, { sinceMs: now, bytesRead });
      } else if (now - stall.sinceMs >= readingMs) open.close(connection);
    }
  };
  const timer = setInterval(check, readingMs / CHECKS);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}
