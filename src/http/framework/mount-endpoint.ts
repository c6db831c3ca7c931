import type { Transaction } from '#src/db/connect.ts';
import { causedBy, originatorOf } from '#src/notices/limit/originator.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { answerOnce } from './answer-once.ts';
import { answerTimeless } from './answer-timeless.ts';
import { authenticate } from './authenticate.ts';
import { checkAnswer, checkInput } from './check.ts';
import type { HttpCall } from './context.ts';
import type { AppRouter, RouteHandler } from './create-router.ts';
import type { Answer, AnyEndpoint, AuditedAnswer, Call } from './endpoint.ts';
import { linkToNext } from './link-to-next.ts';
import { Problem } from './problem.ts';
import { readJson } from './read-json.ts';
import { requireFreshProof } from './require-fresh-proof.ts';
import { JsonText } from './values/json-text.ts';

/** Adds the route of an endpoint. A request is received, handled in one snapshot or one transaction, and answered. */
export function mountEndpoint(router: AppRouter, endpoint: AnyEndpoint): void {
  const run = endpoint.kind === 'write' ? write : read;
  const answerRequest: RouteHandler = async (ctx) => {
    const sent = await receive(ctx, endpoint);
    const answer = await run({ ctx, endpoint, sent });
    if (answer instanceof Problem) throw answer;
    send(ctx, endpoint, answer);
  };
  router.register(endpoint.path, [endpoint.method], answerRequest);
}

/** A request whose body has been received. */
interface Received {
  ctx: HttpCall;
  endpoint: AnyEndpoint;
  sent: unknown;
}

async function read(received: Received): Promise<Answer | Problem> {
  const { ctx, endpoint } = received;
  const { services } = ctx;
  const readIt = endpoint.isLarge ? services.readLarge : services.read;
  const answer = await readIt(
    async (trx) => {
      const user = await signIn(trx, received);
      const handleRead = () => handle(createCall(trx, user, received), endpoint);
      return endpoint.isTimeless ? answerTimeless(trx, keyOf(user, received), handleRead) : handleRead();
    },
    { isOneSelect: endpoint.isOneSelect },
  );
  if (isAudited(answer)) await services.readAudit.note(answer.audit, answer);
  return answer;
}

function isAudited(answer: Answer | AuditedAnswer | Problem): answer is AuditedAnswer {
  return !(answer instanceof Problem) && 'audit' in answer;
}

async function write(received: Received): Promise<Answer | Problem> {
  const { ctx, endpoint } = received;
  return ctx.services.transact((trx) =>
    commitOrRollBack(async () => {
      const call = createCall(trx, await signIn(trx, received), received);
      return answerOnce(call, endpoint, () => handle(call, endpoint));
    }),
  );
}

/** Reads the body, and counts what has a limit of its own. A transaction may not wait for the network, so this comes before it. */
async function receive(ctx: HttpCall, endpoint: AnyEndpoint): Promise<unknown> {
  const sent = endpoint.body && (await readJson(ctx));
  await endpoint.limit?.(ctx, sent);
  return sent;
}

/** Comes before the input is checked: a stranger does not learn what is wrong with their input. */
async function signIn(trx: Transaction, { ctx, endpoint }: Received): Promise<User | undefined> {
  return authenticate(trx, {
    services: ctx.services,
    access: endpoint.access,
    authorization: ctx.get('authorization'),
  });
}

/** Throws a problem if the input is invalid or the proof is too old. */
function createCall(trx: Transaction, user: User | undefined, { ctx, endpoint, sent }: Received): Call {
  const { services, state } = ctx;
  const call: Call = {
    trx,
    services,
    settings: user ? causedBy(services.settings, originatorOf(user)) : services.settings,
    cause: `api:${state.requestId}`,
    user,
    params: checkInput(endpoint.params, ctx.params, 'path'),
    query: checkInput(endpoint.query, ctx.query, 'query'),
    body: checkInput(endpoint.body, sent, 'body'),
    remoteAddress: state.remoteAddress,
    header: (name) => ctx.get(name),
  };
  requireFreshProof(endpoint, call);
  return call;
}

async function handle(call: Call, endpoint: AnyEndpoint): Promise<Answer | AuditedAnswer | Problem> {
  return answerOf(async () => checkAnswer(endpoint, await endpoint.handle(call)));
}

/** The problem itself says whether a refused request keeps what it wrote. */
async function commitOrRollBack(work: () => Promise<Answer | Problem>): Promise<Answer | Problem> {
  const answer = await answerOf(work);
  // a transaction rolls back when its work throws
  if (answer instanceof Problem && !answer.keepsWrites) throw answer;
  return answer;
}

/** A problem that was thrown becomes a value, like one that was returned. */
async function answerOf(work: () => Promise<Answer | Problem>): Promise<Answer | Problem> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
}

/** Requests with the same key get the same answer. */
function keyOf(user: User | undefined, { ctx, endpoint }: Received): string {
  return `${endpoint.operationId} ${user?.userId ?? ''} ${ctx.url}`;
}

function send(ctx: HttpCall, endpoint: AnyEndpoint, answer: Answer): void {
  ctx.status = answer.status;
  ctx.set(answer.headers ?? {});
  const link = linkToNext(ctx, answer);
  if (link !== undefined) ctx.set('Link', link);
  const described = endpoint.answers[answer.status]?.mediaType;
  ctx.type = answer.mediaType ?? (typeof described === 'string' ? described : 'application/json');
  const body = answer.body instanceof JsonText ? answer.body.text : answer.body;
  if (body !== undefined || answer.status === 204) ctx.body = body ?? null;
}
