import { describeError } from '#src/platform/log.ts';
import type { HttpMiddleware } from './context.ts';
import { pathForLog } from './path-for-log.ts';
import { Problem } from './problem.ts';

/** Turns whatever is thrown or left unanswered into `application/problem+json`, and logs what is our own fault, once. */
export const answerProblems: HttpMiddleware = async (ctx, next) => {
  try {
    await next();
    const unanswered = problemOfSilence(ctx.status, ctx.body);
    if (unanswered) throw unanswered;
  } catch (thrown) {
    const problem = thrown instanceof Problem ? thrown : problemOf(thrown);
    if (problem.status >= 500) {
      const { method, path, state } = ctx;
      const error = describeError(problem.cause ?? problem);
      ctx.services.log.error(
        { requestId: state.requestId, method, path: pathForLog(path), code: problem.code, ...error },
        'request failed',
      );
    }
    ctx.set(problem.headers);
    ctx.status = problem.status;
    ctx.body = problem.body;
    ctx.type = 'application/problem+json';
  }
};

function problemOfSilence(status: number, body: unknown): Problem | undefined {
  if (body != null) return undefined;
  if (status === 404) return new Problem('not_found', 'There is nothing at this address.');
  if (status === 405 || status === 501) {
    return new Problem('method_not_allowed', 'The Allow header lists the methods of this address.');
  }
  return undefined;
}

/** The body parser and Koa throw http-errors: what is below 500 is the caller's, everything else is a bug of ours. */
function problemOf(thrown: unknown): Problem {
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  if (status === 413) return new Problem('too_large', 'The body is larger than 64 kB.');
  if (status === 415) return new Problem('unsupported_type', 'Send the body as UTF-8.');
  if (status >= 400 && status < 500) return new Problem('unreadable_request', 'The body could not be read.');
  return new Problem('internal_error', 'The service failed. It has been logged.', { cause: thrown });
}
