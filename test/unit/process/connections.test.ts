import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type Caller, dial, startServer } from './start-server.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const TWILIO = '127.0.0.9';
const STRANGER = '127.0.0.66';

const answer: RequestListener = (_, response) => response.end('answered');

/** Whether the connection still works: an answer, and no end. */
async function isServed(caller: Caller): Promise<boolean> {
  const before = caller.text().length;
  caller.socket.write(REQUEST);
  await expect
    .poll(() => caller.isClosed() || caller.text().length > before, { interval: 5, timeout: 10_000 })
    .toBe(true);
  return !caller.isClosed();
}

/** Other addresses of this machine are there without any settings. */
describe.runIf(process.platform === 'linux')('a stranger who keeps connections open', () => {
  test('does not keep others out, however many there are', async () => {
    const { port } = await startServer(answer, { all: 10, perAddress: 5 });
    const twilio = await dial(port, { from: TWILIO });
    expect(await isServed(twilio)).toBe(true);
    // twenty addresses, each below its own limit
    const strangers: Caller[] = [];
    for (let place = 0; place < 60; place += 1) {
      strangers.push(await dial(port, { from: `127.0.1.${(place % 20) + 1}`, sends: 'GET / HT' }));
    }
    expect(await isServed(await dial(port, { from: '127.0.0.10' }))).toBe(true);
    await expect
      .poll(() => strangers.filter((stranger) => !stranger.isClosed()).length, { timeout: 10_000 })
      .toBeLessThanOrEqual(10);
  });

  test('loses the one that was used the longest ago, and only one of their own', async () => {
    const { port } = await startServer(answer, { all: 8, perAddress: 3 });
    const twilio = await dial(port, { from: TWILIO });
    expect(await isServed(twilio)).toBe(true);
    const own = [await dial(port, { from: STRANGER }), await dial(port, { from: STRANGER })];
    const [first, second] = own as [Caller, Caller];
    const third = await dial(port, { from: STRANGER });
    // now the second is the one that was used the longest ago
    expect(await isServed(first)).toBe(true);
    const fourth = await dial(port, { from: STRANGER });
    expect(await isServed(fourth)).toBe(true);
    await second.closed;
    expect([first, third, twilio].map((caller) => caller.isClosed())).toEqual([false, false, false]);
    expect(await isServed(twilio)).toBe(true);
  });

  test('loses one that is slow to send or to read, if all have a request', async () => {
    const { port } = await startServer((_, response) => response.write(Buffer.alloc(20_000_000)), {
      all: 3,
      perAddress: 3,
    });
    const slow: Caller[] = [];
    for (const sends of ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1', REQUEST, REQUEST]) {
      const caller = await dial(port, { from: STRANGER, sends });
      await caller.receives('HTTP/1.1 200');
      caller.socket.pause();
      slow.push(caller);
    }
    const twilio = await dial(port, { from: TWILIO, sends: REQUEST });
    await twilio.receives('HTTP/1.1 200');
    for (const caller of slow) caller.socket.resume();
    await expect.poll(() => slow.filter((caller) => caller.isClosed()).length, { timeout: 10_000 }).toBe(1);
  });

  test('loses the new one if the service is at work for all others, which get their answers', async () => {
    const { promise: mayAnswer, resolve } = Promise.withResolvers<void>();
    const arrived: string[] = [];
    const { port } = await startServer(
      async (_, response) => {
        arrived.push('one');
        await mayAnswer;
        response.end('answered');
      },
      { perAddress: 2 },
    );
    const working = [await dial(port, { sends: REQUEST }), await dial(port, { sends: REQUEST })];
    await expect.poll(() => arrived.length, { timeout: 10_000 }).toBe(2);
    const refused = await dial(port, { sends: REQUEST });
    await refused.closed;
    expect(refused.text()).toBe('');
    resolve();
    for (const caller of working) await caller.receives('answered');
  });

  test('is named in the log, once', async () => {
    const warnings: unknown[] = [];
    const log = { warn: (entry: unknown, msg: string) => warnings.push([msg, entry]) };
    const { port } = await startServer(answer, { perAddress: 1, log: log as never });
    const callers = [];
    for (let count = 0; count < 4; count += 1) callers.push(await dial(port, { from: STRANGER }));
    expect(await isServed(callers[3] as Caller)).toBe(true);
    expect(warnings).toEqual([['too many connections', { address: STRANGER, ofAddress: 2, ofAll: 2 }]]);
  });
});

test('connections of a trusted proxy are not counted', async () => {
  const { port } = await startServer(answer, { all: 2, perAddress: 1, proxies: ['127.0.0.0/8'] });
  const callers = [];
  for (let count = 0; count < 6; count += 1) callers.push(await dial(port));
  for (const caller of callers) expect(await isServed(caller)).toBe(true);
});

test('a connection stays open after an answer for as long as it says', async () => {
  const { port } = await startServer(answer, { keepAliveMs: 130_000 });
  const caller = await dial(port, { sends: REQUEST });
  await caller.receives('answered');
  expect(caller.text()).toContain('Keep-Alive: timeout=130');
  const short = await startServer(answer, { keepAliveMs: 10 });
  const other = await dial(short.port, { sends: REQUEST });
  await other.closed;
  expect(other.text()).toContain('answered');
});

describe('a slow caller', () => {
  test('who never finishes a request gets a 408, wherever it stops', async () => {
    const { port } = await startServer((request, response) => request.on('end', () => response.end('answered')), {
      headersMs: 50,
      requestMs: 80,
      checkEveryMs: 10,
    });
    for (const sends of ['', 'GET / HTTP/1.1\r\nHo', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123']) {
      const caller = await dial(port, { sends });
      await caller.closed;
      expect(caller.text(), sends).toMatch(/^HTTP\/1\.1 408 /);
    }
  });

  test('who reads too little is disconnected, and the rest of the answer is let go', async () => {
    const bodies: Readable[] = [];
    const { port } = await startServer(
      (_, response) => {
        const body = new Readable({ read: () => void body.push(Buffer.alloc(65_536)) });
        bodies.push(body);
        response.on('close', () => body.destroy());
        body.pipe(response);
      },
      { readingMs: 100, leastBytes: 1_000_000_000 },
    );
    const stalled = await dial(port, { sends: REQUEST });
    await stalled.receives('HTTP/1.1 200');
    stalled.socket.pause();
    await expect.poll(() => bodies[0]?.destroyed, { timeout: 10_000 }).toBe(true);
    // reads on and on, but far less than a gigabyte in a tenth of a second
    const trickling = await dial(port, { sends: REQUEST });
    await trickling.closed;
    expect(bodies[1]?.destroyed).toBe(true);
  });
});
