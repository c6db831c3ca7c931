import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { expect, onTestFinished, test } from 'vitest';
import type { HttpContext, HttpState } from '#src/http/framework/context.ts';
import { createRouter } from '#src/http/framework/create-router.ts';
import { type AnyEndpoint, endpoint } from '#src/http/framework/endpoint.ts';
import { answerProblems } from '#src/http/framework/middleware/answer-problems.ts';
import { identifyRequest } from '#src/http/framework/middleware/identify-request.ts';
import { mountEndpoint } from '#src/http/framework/mount-endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { createCombinedLog } from '#src/platform/combined-log.ts';
import { silentLog } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const WAYS = ['returned', 'thrown'] as const;
type Way = (typeof WAYS)[number];

/** Writes one row, and then refuses the request. */
function refusing({ way, keepsWrites, isRepeatable }: { way: Way; keepsWrites: boolean; isRepeatable: boolean }) {
  return endpoint({
    operationId: 'refuse',
    kind: 'write',
    method: 'post',
    path: '/refuse',
    tag: 'test',
    summary: 'Refuses',
    access: 'member',
    isRepeatable,
    answers: {},
    problems: ['conflict'],
    handle: async ({ trx, user, settings }) => {
      await trx('wrong_codes').insert({ phone: user.phone, askedFrom: 'test', triedAt: settings.clock.now() });
      const problem = new Problem('conflict', 'Refused.', { keepsWrites });
      if (way === 'thrown') throw problem;
      return problem;
    },
  });
}

onBothApis((api) => {
  async function serve(refused: AnyEndpoint): Promise<string> {
    const app = new Koa<HttpState, HttpContext>();
    app.context.services = api().services;
    app.use(identifyRequest(parseAddressList([])));
    app.use(answerProblems(createCombinedLog(silentLog)));
    const router = createRouter();
    mountEndpoint(router, refused);
    app.use(router.routes());
    const server = createServer(app.callback());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/refuse`;
  }

  const cases = WAYS.flatMap((way) => [true, false].map((keepsWrites) => ({ way, keepsWrites })));

  test.each(cases)('a refusal that is $way keeps what it wrote: $keepsWrites', async ({ way, keepsWrites }) => {
    const { userId, phone } = await buildVolunteer(api().db);
    const url = await serve(refusing({ way, keepsWrites, isRepeatable: false }));
    const headers = { authorization: `Bearer ${await api().tokenOf(userId)}` };
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(409);
    expect(await api().db('wrong_codes').where({ phone })).toHaveLength(keepsWrites ? 1 : 0);
  });

  test.each(cases)('a refusal that is $way frees its key, with writes kept: $keepsWrites', async (given) => {
    const { userId } = await buildVolunteer(api().db);
    const url = await serve(refusing({ ...given, isRepeatable: true }));
    const headers = { authorization: `Bearer ${await api().tokenOf(userId)}`, 'idempotency-key': 'the same' };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await fetch(url, { method: 'POST', headers });
      expect(await answer.json()).toMatchObject({ status: 409, detail: 'Refused.' });
    }
    expect(await api().db('repeats').where({ userId })).toEqual([]);
  });
});
