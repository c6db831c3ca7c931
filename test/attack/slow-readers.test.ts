import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CONNECTION_LIMITS } from '#src/process/connections/connection-limits.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';

const LARGEST = '/openapi.json';
const MEGABYTE = 1_000_000;

describe.each(LARGE_TEST_KINDS)('on %s', (kind) => {
  let api: TestApi;
  let callers: Socket[];

  beforeEach(async () => {
    api = await createTestApi(kind);
    callers = [];
  });
  afterEach(async () => {
    for (const caller of callers) caller.destroy();
    await api.remove();
  });

  /** Sends these bytes, and reads nothing. */
  const sendAndStall = async (count: number, bytes: string) => {
    const { hostname, port } = new URL(api.url);
    const opened = Array.from({ length: count }, () => connect(Number(port), hostname));
    callers.push(...opened);
    for (const caller of opened) {
      caller.on('error', () => {});
      caller.pause();
    }
    await Promise.all(opened.map((caller) => once(caller, 'connect')));
    for (const caller of opened) caller.write(bytes);
    return opened;
  };

  /** Counts the requests that reach the app. */
  const countHandled = () => {
    const count = vi.fn(() => undefined);
    Object.assign(api.services, { requestLimit: { count } });
    return () => count.mock.calls.length;
  };

  test('150 callers who read nothing share the bytes of the answer', async () => {
    const handled = countHandled();
    const first = await fetch(`${api.url}${LARGEST}`, { headers: { 'accept-encoding': 'identity' } });
    const size = (await first.arrayBuffer()).byteLength;
    expect(150 * size).toBeGreaterThan(15 * MEGABYTE);
    const before = process.memoryUsage();
    await sendAndStall(150, `GET ${LARGEST} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await vi.waitFor(() => expect(handled()).toBe(151), { timeout: 10_000 });
    await wait(100);
    const { arrayBuffers } = process.memoryUsage();
    expect((arrayBuffers - before.arrayBuffers) / MEGABYTE).toBeLessThan(5);
  });

  test.each(['', 'Expect: something\r\n'])(
    'a caller who sends hundreds of requests and reads no answer is closed (%j)',
    async (header) => {
      const handled = countHandled();
      const one = `GET ${LARGEST} HTTP/1.1\r\nHost: a\r\n${header}\r\n`;
      const opened = await sendAndStall(20, one.repeat(500));
      for (const caller of opened) caller.resume();
      await vi.waitFor(() => expect(opened.filter(({ closed }) => !closed)).toEqual([]), { timeout: 10_000 });
      expect(handled()).toBeGreaterThanOrEqual(20);
      expect(handled()).toBeLessThanOrEqual(20 * CONNECTION_LIMITS.pipelined);
    },
  );

  test('a caller who waits for answers may send any number of requests on one connection', async () => {
    const one = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
    const [caller] = await sendAndStall(1, one.repeat(CONNECTION_LIMITS.pipelined));
    if (!caller) throw new Error('no caller');
    let answers = 0;
    caller.on('data', (bytes) => {
      answers += bytes.toString().split('HTTP/1.1 200').length - 1;
      if (answers % CONNECTION_LIMITS.pipelined === 0 && answers < 50)
        caller.write(one.repeat(CONNECTION_LIMITS.pipelined));
    });
    caller.resume();
    await vi.waitFor(() => expect(answers).toBe(50), { timeout: 10_000 });
  });
});
