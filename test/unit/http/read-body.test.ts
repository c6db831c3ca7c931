import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import Koa from 'koa';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HttpContext, HttpState } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readBody } from '#src/http/framework/read-body.ts';
import { rawCall } from '#test/support/raw-call.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Reads each body that is posted, and keeps what was read or thrown. `gate` holds up the reading. */
async function reading(gate: Promise<void> = Promise.resolve()) {
  const outcomes: unknown[] = [];
  const arrived = Promise.withResolvers<void>();
  const read = Promise.withResolvers<void>();
  const app = new Koa<HttpState, HttpContext>();
  app.use(async (ctx) => {
    arrived.resolve();
    await gate;
    outcomes.push(await readBody(ctx, [FORM]).catch((thrown: unknown) => thrown));
    read.resolve();
    ctx.body = 'read';
  });
  app.silent = true;
  const server = createServer(app.callback());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const post = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    await rawCall(`http://127.0.0.1:${port}`, {
      method: 'POST',
      path: '/',
      headers: { 'content-type': FORM, ...headers },
      body,
    });
    return outcomes.at(-1);
  };
  return { port, outcomes, post, server, arrived: arrived.promise, read: read.promise };
}

const WORDS = 'Body=M%C3%B4re+%F0%9F%91%8B';

describe('a body that can be read', () => {
  test.each([
    ['plain', Buffer.from(WORDS), {}],
    ['named identity', Buffer.from(WORDS), { 'content-encoding': 'identity' }],
    ['gzip', gzipSync(WORDS), { 'content-encoding': 'gzip' }],
    ['gzip by its old name', gzipSync(WORDS), { 'content-encoding': 'x-gzip' }],
    ['deflate', deflateSync(WORDS), { 'content-encoding': 'deflate' }],
    ['br', brotliCompressSync(WORDS), { 'content-encoding': 'br' }],
    ['deflate that is called gzip', deflateSync(WORDS), { 'content-encoding': 'gzip' }],
    ['gzip in capitals', gzipSync(WORDS), { 'content-encoding': 'GZIP' }],
    ['with a charset', Buffer.from(WORDS), { 'content-type': `${FORM}; charset=UTF-8` }],
    ['with a quoted charset', Buffer.from(WORDS), { 'content-type': `${FORM}; charset="utf-8"` }],
    ['with a semicolon and nothing behind it', Buffer.from(WORDS), { 'content-type': `${FORM};` }],
    ['with its type in capitals', Buffer.from(WORDS), { 'content-type': FORM.toUpperCase() }],
  ])('%s', async (_, body, headers: Record<string, string>) => {
    const { post } = await reading();
    expect(await post(body, headers)).toBe(WORDS);
  });

  test('of exactly 64 kB, plain and inflated', async () => {
    const { post } = await reading();
    const most = 'x'.repeat(64 * 1024);
    expect(await post(most)).toBe(most);
    expect(await post(gzipSync(most), { 'content-encoding': 'gzip' })).toBe(most);
  });

  test('of another type is not read', async () => {
    const { post } = await reading();
    expect(await post('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).toBe('');
  });
});

const UNREADABLE = { status: 400, code: 'unreadable_request' };
const TOO_LARGE = { status: 413, code: 'too_large' };
const UNSUPPORTED = { status: 415, code: 'unsupported_type' };
const noise = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7919) % 256));

describe('a body that cannot be read', () => {
  test.each([
    ['gzip that is text', Buffer.from(WORDS), 'gzip', UNREADABLE],
    ['deflate that is text', Buffer.from(WORDS), 'deflate', UNREADABLE],
    ['br that is text', Buffer.from(WORDS), 'br', UNREADABLE],
    ['gzip that is noise', noise, 'gzip', UNREADABLE],
    ['deflate that is noise', noise, 'deflate', UNREADABLE],
    ['br that is noise', noise, 'br', UNREADABLE],
    ['deflate without its header', deflateRawSync(WORDS), 'deflate', UNREADABLE],
    ['gzip that is cut off', gzipSync(WORDS).subarray(0, -9), 'gzip', UNREADABLE],
    ['gzip without its checksum', gzipSync(WORDS).subarray(0, -8), 'gzip', UNREADABLE],
    ['deflate that is cut off', deflateSync(WORDS).subarray(0, -5), 'deflate', UNREADABLE],
    ['br that is cut off', brotliCompressSync(WORDS).subarray(0, -3), 'br', UNREADABLE],
    ['gzip that is empty', Buffer.alloc(0), 'gzip', UNREADABLE],
    ['br that is empty', Buffer.alloc(0), 'br', UNREADABLE],
    ['gzip that inflates to 50 MB', gzipSync(Buffer.alloc(50_000_000)), 'gzip', TOO_LARGE],
    ['gzip that inflates to a byte too much', gzipSync(Buffer.alloc(64 * 1024 + 1)), 'gzip', TOO_LARGE],
    ['deflate that inflates to 50 MB', deflateSync(Buffer.alloc(50_000_000)), 'deflate', TOO_LARGE],
    ['br that inflates to 50 MB', brotliCompressSync(Buffer.alloc(50_000_000)), 'br', TOO_LARGE],
    ['an encoding that nobody knows', Buffer.from(WORDS), 'rot13', UNSUPPORTED],
    ['an encoding that objects have', Buffer.from(WORDS), 'constructor', UNSUPPORTED],
    ['two encodings', gzipSync(gzipSync(WORDS)), 'gzip, gzip', UNSUPPORTED],
    ['zstd', Buffer.from(WORDS), 'zstd', UNSUPPORTED],
  ])('%s', async (_, body, encoding, problem) => {
    const { post } = await reading();
    const thrown = await post(body, { 'content-encoding': encoding });
    expect(thrown).toBeInstanceOf(Problem);
    expect(thrown).toMatchObject(problem);
  });

  test.each([
    ['bytes that are not UTF-8', Buffer.from([0x61, 0x3d, 0xff, 0xfe]), FORM, UNREADABLE],
    ['a character that is cut off', Buffer.from('a=ô').subarray(0, 3), FORM, UNREADABLE],
    ['another charset', Buffer.from('a=b'), `${FORM}; charset=iso-8859-1`, UNSUPPORTED],
    ['a wide charset', Buffer.from('a=b', 'utf16le'), `${FORM}; charset=UTF-16LE`, UNSUPPORTED],
    ['a charset that nobody knows', Buffer.from('a=b'), `${FORM}; charset=klingon`, UNSUPPORTED],
  ])('%s', async (_, body, type, problem) => {
    const { post } = await reading();
    expect(await post(body, { 'content-type': type })).toMatchObject(problem);
  });

  test('of more than 64 kB, and the next request on the connection is read', async () => {
    const { post } = await reading();
    expect(await post('x'.repeat(64 * 1024 + 1))).toMatchObject(TOO_LARGE);
    expect(await post('x'.repeat(900_000), { 'transfer-encoding': 'chunked' })).toMatchObject(TOO_LARGE);
    expect(await post(WORDS)).toBe(WORDS);
  });

  test('that breaks off before or during reading', async () => {
    const gate = Promise.withResolvers<void>();
    for (const isBefore of [true, false]) {
      const { port, outcomes, server, arrived, read } = await reading(isBefore ? gate.promise : undefined);
      const closed = Promise.withResolvers<void>();
      server.once('connection', (connection) => connection.once('close', () => closed.resolve()));
      const socket = connect(port, '127.0.0.1');
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM}\r\nContent-Length: 900\r\n\r\nBody=`);
      await arrived;
      socket.destroy();
      await closed.promise;
      if (isBefore) gate.resolve();
      await read;
      expect(outcomes).toMatchObject([UNREADABLE]);
    }
  });
});
