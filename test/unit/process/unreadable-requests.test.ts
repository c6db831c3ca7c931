import { expect, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { fakeServices } from '../http/fake-services.ts';
import { dial, startServer } from './start-server.ts';

const HEAD = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';

const REFUSED: [what: string, sends: string, status: number, code: string][] = [
  ['something else than HTTP', 'EHLO example.org\r\n\r\n', 400, 'unreadable_request'],
  ['a header without a name', `${HEAD}: x\r\n\r\n`, 400, 'unreadable_request'],
  ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, 'unreadable_request'],
  ['a length that is no number', `${HEAD}Content-Length: x\r\n\r\n`, 400, 'unreadable_request'],
  ['large headers', `${HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'too_large'],
  ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'unreadable_request'],
  ['a request that is never complete', HEAD, 408, 'unreadable_request'],
];

async function answerTo(sends: string) {
  const app = createApp(fakeServices().services);
  app.silent = true;
  const { port } = await startServer(app.callback(), { headersMs: 300, requestMs: 300, checkEveryMs: 20 });
  const caller = await dial(port, { sends });
  await caller.closed;
  const [head = '', body = ''] = caller.text().split('\r\n\r\n');
  return { head, body };
}

test.each(REFUSED)('%s is answered with a problem', async (_, sends, status, code) => {
  const { head, body } = await answerTo(sends);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  expect(head).toMatch(new RegExp(`^content-length: ${Buffer.byteLength(body)}$`, 'im'));
  // no middleware sees these requests
  expect(head).toMatch(/^strict-transport-security: /im);
  expect(head).toMatch(/^x-content-type-options: nosniff$/im);
  expect(head).toMatch(/^content-security-policy: default-src 'none'/im);
  expect(JSON.parse(body)).toEqual({ status, title: expect.any(String), detail: expect.any(String), code });
});

test('a bad request after a good one is not taken for the answer to the good one', async () => {
  const { head, body } = await answerTo(`${HEAD}\r\nEHLO\r\n\r\n`);
  expect({ head, body }).toEqual({ head: '', body: '' });
});

test('a request with an expectation that we do not know is answered', async () => {
  const { head } = await answerTo(`${HEAD}Expect: the-best\r\nConnection: close\r\n\r\n`);
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
});
