import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { logRefusal } from '#src/http/framework/log-refusal.ts';
import { pathForLog } from '#src/http/framework/path-for-log.ts';
import { Problem } from '#src/http/framework/problem.ts';
import type { CombinedLog } from '#src/platform/combined-log.ts';
import { describeError } from '#src/platform/log.ts';

/** Answers every error and every unanswered request with a problem. Logs our own faults, and what was refused, once. */
export function answerProblems(refusals: CombinedLog): HttpMiddleware {
  return async (ctx, next) => {
    try {
      await next();
      const unanswered = problemOfUnanswered(ctx);
      if (unanswered) throw unanswered;
    } catch (thrown) {
      const problem =
        thrown instanceof Problem
          ? thrown
          : new Problem('internal_error', 'The service failed. The error is in its log.', { cause: thrown });
      if (problem.status >= 500) logFault(ctx, problem);
      else logRefusal(refusals, ctx, problem);
      ctx.set('Cache-Control', 'no-store');
      ctx.set(problem.headers);
      ctx.status = problem.status;
      ctx.body = problem.body;
      ctx.type = 'application/problem+json';
    }
  };
}

function logFault(ctx: HttpCall, problem: Problem): void {
  const { method, state } = ctx;
  const error = describeError(problem.cause ?? problem);
  ctx.services.log.error(
    { requestId: state.requestId, method, path: pathForLog(ctx), code: problem.code, ...error },
    'request failed',
  );
}

function problemOfUnanswered({ status, body, response }: HttpCall): Problem | undefined {
  if (body != null) return undefined;
  const refusesMethod = status === 405 || status === 501;
  // the router answers 501 to an unusual method, also on a path without any route
  if (status === 404 || (refusesMethod && response.get('Allow') === '')) {
    response.remove('Allow');
    return new Problem('not_found', 'There is nothing at this address.');
  }
  if (refusesMethod) return new Problem('method_not_allowed', 'The Allow header lists the methods of this address.');
  return undefined;
}
