import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listen, stopListening } from '#src/process/listen.ts';

test('stopping waits for a running request, but not for keep-alive connections', async () => {
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const { promise: hasArrived, resolve: arrived } = Promise.withResolvers<void>();
  const server = await listen(
    async (_, response) => {
      arrived();
      await mayAnswer;
      response.end('answered');
    },
    '127.0.0.1',
    0,
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request = fetch(url);
  await hasArrived;
  let hasStopped = false;
  const stopping = stopListening(server).then(() => {
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
