import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import Koa from 'koa';
import { expect, onTestFinished, test } from 'vitest';
import type { HttpContext, HttpState } from '#src/http/framework/context.ts';
import { logBrokenAnswer } from '#src/http/framework/middleware/log-broken-answer.ts';
import { readBody } from '#src/http/framework/read-body.ts';
import { createCombinedLog } from '#src/platform/combined-log.ts';
import { createLog } from '#src/platform/log.ts';

function logged(thrown: unknown) {
  const lines: string[] = [];
  logBrokenAnswer(createCombinedLog(createLog('trace', { write: (line) => void lines.push(line) })), thrown);
  return lines.map((line) => JSON.parse(line));
}

test.each(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_HTTP_REQUEST_TIMEOUT', 'HPE_INVALID_EOF_STATE'])(
  'a caller that goes away (%s) is an information without a stack',
  (code) => {
    const [line] = logged(Object.assign(new Error('secret words'), { code }));
    expect(line).toMatchObject({ level: 30, code });
    expect(line.at).toBeUndefined();
  },
);

test('an answer that fails on our side is a warning with its place in the code', () => {
  const [line] = logged(Object.assign(new TypeError('secret words'), { code: 'ECONNRESETS' }));
  expect(line).toMatchObject({ level: 40, error: 'TypeError' });
  expect(String(line.at)).toContain('log-broken-answer.test.ts');
  expect(JSON.stringify(line)).not.toContain('secret');
});

test('a body that stops in the middle is an information without a stack', async () => {
  const broken = Promise.withResolvers<unknown>();
  const app = new Koa<HttpState, HttpContext>();
  app.on('error', broken.resolve);
  app.use((ctx) => readBody(ctx, ['text/plain']).then(() => undefined));
  const server = createServer(
    { requestTimeout: 500, headersTimeout: 500, connectionsCheckingInterval: 20 },
    app.callback(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    caller.destroy();
    server.close();
  });
  caller.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhello');
  const [line] = logged(await broken.promise);
  expect(line).toMatchObject({ level: 30, code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  expect(line.at).toBeUndefined();
});
