import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_WORDS } from '#src/conversation/understanding/commands/command-words.ts';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { channelOf } from '#src/volunteers/numbers/address.ts';
import { createTestApi } from '#test/support/api.ts';
import { ENDPOINT_EXAMPLES, type RequestExample } from '#test/support/budgets/endpoint-examples.ts';
import { buildFullWatch, type FullWatch } from '#test/support/budgets/full-watch.ts';
import { type Cost, cheapest, measureWork } from '#test/support/budgets/measure-work.ts';
import { OPT_OUT_EXAMPLES, TEXT_EXAMPLES, type TextExample } from '#test/support/budgets/text-examples.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';

const MOST_MS = 100;
/** An announcement to a thousand people takes 70 to 100 ms, and must be one commit. */
const MOST_MS_OF: Readonly<Record<string, number>> = { 'sendBroadcast 0': 130 };
/** The first run compiles, and any run may collect garbage, so the cheapest of these counts. */
const MOST_RUNS = 5;
/** The whole of one test, in a machine that is very busy. */
const TIMEOUT = 300_000;

test('every endpoint has an example', () => {
  expect(Object.keys(ENDPOINT_EXAMPLES).toSorted()).toEqual(ENDPOINTS.map(({ operationId }) => operationId).toSorted());
});

test('every command has an example', () => {
  expect(Object.keys(TEXT_EXAMPLES)).toEqual(expect.arrayContaining(Object.keys(COMMAND_WORDS)));
});

describe.each(LARGE_TEST_KINDS)('a watch at its limits, on %s', (kind) => {
  let watch: FullWatch;
  const errors: unknown[] = [];
  beforeAll(async () => {
    const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(JSON.parse(line)) });
    watch = await buildFullWatch(await createTestApi(kind, {}, log));
  }, TIMEOUT);
  afterAll(() => watch.api.remove());

  test(
    'no request stops the service for more than 100 ms',
    async () => {
      const costs: Record<string, Cost> = {};
      for (const endpoint of ENDPOINTS) {
        for (const [index, prepare] of (ENDPOINT_EXAMPLES[endpoint.operationId] ?? []).entries()) {
          const name = `${endpoint.operationId} ${index}`;
          costs[name] = await best(async () => {
            const example = await prepare(watch);
            const token = example.as === undefined ? undefined : await watch.api.tokenOf(example.as);
            return () => call(watch.api.url, endpoint, { ...example, token });
          });
        }
      }
      show(costs);
      expect(listTooLong(costs)).toEqual([]);
      expect(errors).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'no text stops the service for more than 100 ms',
    async () => {
      const costs: Record<string, Cost> = {};
      for (const [type, examples] of Object.entries({ ...TEXT_EXAMPLES, ...OPT_OUT_EXAMPLES })) {
        for (const [index, prepare] of examples.entries()) {
          const name = `${type} ${index}`;
          costs[name] = await best(async () => {
            const { before = [], ...example } = await prepare(watch);
            for (const text of before) await say({ phone: example.phone, text });
            return () => say(example);
          });
        }
      }
      show(costs);
      expect(listTooLong(costs)).toEqual([]);
      expect(errors).toEqual([]);
    },
    TIMEOUT,
  );

  /** The cheapest of a few runs. The first one that is cheap enough is the last. */
  async function best(prepare: () => Promise<() => Promise<void>>): Promise<Cost> {
    const costs: Cost[] = [];
    do costs.push(await measureWork(watch.api.servicesDb, await prepare()));
    while (isTooLong('', cheapest(costs)) && costs.length < MOST_RUNS);
    return cheapest(costs);
  }

  let sids = 0;
  async function say({ phone, text, attachments = [] }: TextExample): Promise<void> {
    const { inbox, conversations } = watch.api.services;
    sids += 1;
    const { conversationId } = await inbox.receive({
      providerSid: `SM${String(sids).padStart(32, '0')}`,
      from: phone,
      to: '+27600000001',
      channel: channelOf(phone),
      body: text,
      attachments: [...attachments],
      raw: JSON.stringify({ From: phone, Body: text }),
    });
    await conversations.advance(conversationId);
  }
});

function isTooLong(name: string, { turn, hold }: Cost): boolean {
  return Math.max(turn, hold) > (MOST_MS_OF[name] ?? MOST_MS);
}

function listTooLong(costs: Readonly<Record<string, Cost>>): string[] {
  return Object.entries(costs)
    .filter(([name, cost]) => isTooLong(name, cost))
    .map(([name, cost]) => `${name}: ${inWords(cost)}`);
}

/** With `BUDGETS=all`, shows what each example costs, the most expensive one first. */
function show(costs: Readonly<Record<string, Cost>>): void {
  if (process.env.BUDGETS !== 'all') return;
  const most = ({ turn, hold }: Cost) => Math.max(turn, hold);
  const rows = Object.entries(costs).sort(([, one], [, other]) => most(other) - most(one));
  const lines = rows.map(([name, cost]) => `${name}: ${inWords(cost)}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function inWords({ turn, hold }: Cost): string {
  return `turn ${turn.toFixed(1)} ms, writer lock ${hold.toFixed(1)} ms`;
}

/** Makes the request without reading the answer into memory, because the client shares the thread of the service. */
async function call(
  url: string,
  { method, operationId }: AnyEndpoint,
  { path, body, token, headers = {}, bytes = Number.POSITIVE_INFINITY }: RequestExample & { token: string | undefined },
): Promise<void> {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const sent = request(`${url}${path}`, {
    method: method.toUpperCase(),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      // without its length, Node takes the body of a DELETE for the next request
      ...(content && { 'content-type': 'application/json', 'content-length': content.length }),
      ...headers,
    },
  });
  const status = await new Promise<number>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (answer) => {
      let read = 0;
      const done = () => resolve(answer.statusCode ?? 0);
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read < bytes) return;
        done();
        answer.destroy();
      });
      answer.on('error', reject);
      answer.on('end', done);
    });
    sent.end(content);
  });
  if (status >= 300) throw new Error(`${operationId} answered ${status}`);
}
