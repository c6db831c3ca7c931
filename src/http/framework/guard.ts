import type { z } from 'zod';
import { authenticate } from './authenticate.ts';
import type { AppRouter, RouteHandler } from './create-router.ts';
import type { Answer, AnyEndpoint, Call } from './endpoint.ts';
import { onceAKey } from './idempotency.ts';
import { limitCodes, limitRequests, limitVerifications } from './limits.ts';
import { Problem } from './problem.ts';
import { readJson } from './read-json.ts';

const LIMITS = { codes: limitCodes, verifications: limitVerifications } as const;

/**
 * Mounts an endpoint: who asks, what they ask and what is answered are each checked against what it says. All of a call
 * is one transaction. A problem that is returned commits what was written (a wrong try is counted); one that is thrown
 * undoes it.
 */
export function mount(router: AppRouter, endpoint: AnyEndpoint): void {
  const answerCall: RouteHandler = async (ctx) => {
    const { services } = ctx;
    // all of this before the transaction: it waits for the network, and on SQLite there is one connection
    await limitRequests(ctx);
    const sent = endpoint.body && (await readJson(ctx));
    if (endpoint.limit) await LIMITS[endpoint.limit](ctx, sent);
    const answer = await services.transact(async (trx) => {
      const user = await authenticate(trx, services, endpoint.access, ctx.get('authorization'));
      const params = check(endpoint.params, ctx.params, 'path');
      const query = check(endpoint.query, ctx.query, 'query');
      const body = check(endpoint.body, sent, 'body');
      const { requestId } = ctx.state;
      const cause = `api:${requestId}`;
      const call: Call = {
        trx,
        services,
        settings: services.settings,
        cause,
        user,
        params,
        query,
        body,
        remoteAddress: ctx.state.remoteAddress,
        header: (name) => ctx.get(name),
      };
      const key = endpoint.isRepeatable ? ctx.get('idempotency-key') : '';
      return onceAKey(call, { endpoint, key }, async () => checkAnswer(endpoint, await endpoint.handle(call)));
    });
    if (answer instanceof Problem) throw answer;
    ctx.status = answer.status;
    ctx.set(answer.headers ?? {});
    ctx.type = answer.mediaType ?? endpoint.answers[answer.status]?.mediaType ?? 'application/json';
    if (answer.body !== undefined || answer.status === 204) ctx.body = answer.body ?? null;
  };
  router.register(endpoint.path, [endpoint.method], answerCall);
}

function check(schema: z.ZodType | undefined, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  if (!schema) return {};
  const checked = schema.safeParse(value ?? {});
  if (checked.success) return checked.data;
  const errors = checked.error.issues.map(({ path, message }) => ({ path: [where, ...path].join('.'), message }));
  // what a path can't name does not exist
  if (where === 'path') throw new Problem('not_found', 'There is nothing at this address.');
  throw new Problem('validation_failed', "Some of what was sent can't be used.", { errors });
}

/** Inside the transaction: an answer that is not what was promised leaves nothing behind. */
function checkAnswer(endpoint: AnyEndpoint, answer: Answer | Problem): Answer | Problem {
  if (answer instanceof Problem) return answer;
  const shape = endpoint.answers[answer.status];
  if (!shape) throw new Error(`${endpoint.operationId} does not say that it answers ${answer.status}`);
  return shape.schema && !shape.mediaType ? { ...answer, body: shape.schema.parse(answer.body) } : answer;
}
