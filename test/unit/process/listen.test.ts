import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { dial, startServer } from './start-server.ts';

test('stopping waits for a running request, but not for keep-alive connections', async () => {
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const { promise: hasArrived, resolve: arrived } = Promise.withResolvers<void>();
  const { url, stop } = await startServer(async (_, response) => {
    arrived();
    await mayAnswer;
    response.end('answered');
  });
  const request = fetch(url);
  await hasArrived;
  let hasStopped = false;
  const stopping = stop().then(() => {
    hasStopped = true;
  });
  await wait(150);
  expect(hasStopped).toBe(false);
  await expect(new Promise((_, reject) => get(url).on('error', reject))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  answer();
  expect(await (await request).text()).toBe('answered');
  await expect.poll(() => hasStopped, { timeout: 2_000 }).toBe(true);
  await stopping;
});

test('stopping closes connections without a request at once, also those that never sent anything', async () => {
  const { port, stop } = await startServer((_, response) => response.end('answered'), { stoppingMs: 60_000 });
  const silent = await dial(port);
  const idle = await dial(port, { sends: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' });
  await idle.receives('answered');
  const begun = await dial(port, { sends: 'GET / HTTP/1.1\r\nHo' });
  await stop();
  for (const caller of [silent, idle, begun]) await caller.closed;
});

test('callers who keep the service waiting do not keep it from stopping', async () => {
  const { port, stop } = await startServer(
    (request, response) => {
      request.resume();
      if (request.method === 'GET') response.write(Buffer.alloc(20_000_000));
    },
    { stoppingMs: 50 },
  );
  const uploading = await dial(port, { sends: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n12' });
  const reading = await dial(port, { sends: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' });
  await reading.receives('HTTP/1.1 200');
  reading.socket.pause();
  await stop();
  reading.socket.resume();
  for (const caller of [uploading, reading]) await caller.closed;
});
