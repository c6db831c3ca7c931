import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endSlowReaders } from '#src/process/connections/end-slow-readers.ts';
import type { HttpConnection } from '#src/process/connections/open-connections.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const READING_MS = 60_000;
const LEAST_BYTES = 1_000;

/** A caller with an answer of which `unread` bytes are left. */
function callerWith(unread: number) {
  const connection = { socket: { bytesWritten: unread, writableLength: unread } };
  const closed: unknown[] = [];
  const open = Object.assign([connection as HttpConnection], { close: (one: HttpConnection) => void closed.push(one) });
  endSlowReaders(new EventEmitter() as never, open, { readingMs: READING_MS, leastBytes: LEAST_BYTES });
  return {
    isClosed: () => closed.length > 0,
    /** Reads this many bytes each second. */
    read: (bytes: number, seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        connection.socket.writableLength = Math.max(0, connection.socket.writableLength - bytes);
        vi.advanceTimersByTime(1_000);
      }
    },
  };
}

test('a caller may take as long as it likes, if it reads enough in each minute', () => {
  const caller = callerWith(100_000);
  caller.read(20, 5_000);
  expect(caller.isClosed()).toBe(false);
});

test('a caller that reads a byte at a time is disconnected after a minute', () => {
  const caller = callerWith(100_000);
  caller.read(1, 59);
  expect(caller.isClosed()).toBe(false);
  caller.read(1, 20);
  expect(caller.isClosed()).toBe(true);
});

test('a caller that has read everything may be silent for any time', () => {
  const caller = callerWith(500);
  caller.read(10, 51);
  caller.read(0, 10_000);
  expect(caller.isClosed()).toBe(false);
});
