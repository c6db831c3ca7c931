import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { pathForLog } from '#src/http/framework/path-for-log.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { describeError } from '#src/platform/log.ts';

/** Turns whatever is thrown or left unanswered into `application/problem+json`, and logs what is our own fault, once. */
export const answerProblems: HttpMiddleware = async (ctx, next) => {
  try {
    await next();
    const unanswered = problemOfSilence(ctx);
    if (unanswered) throw unanswered;
  } catch (thrown) {
    const problem =
      thrown instanceof Problem
        ? thrown
        : new Problem('internal_error', 'The service failed. It has been logged.', { cause: thrown });
    if (problem.status >= 500) {
      const { method, state } = ctx;
      const error = describeError(problem.cause ?? problem);
      ctx.services.log.error(
        { requestId: state.requestId, method, path: pathForLog(ctx), code: problem.code, ...error },
        'request failed',
      );
    }
    ctx.set(problem.headers);
    ctx.status = problem.status;
    ctx.body = problem.body;
    ctx.type = 'application/problem+json';
  }
};

function problemOfSilence({ status, body, response }: HttpCall): Problem | undefined {
  if (body != null) return undefined;
  const refusesMethod = status === 405 || status === 501;
  // the router answers 501 to a rare method, also at an address that has no methods at all
  if (status === 404 || (refusesMethod && response.get('Allow') === '')) {
    response.remove('Allow');
    return new Problem('not_found', 'There is nothing at this address.');
  }
  if (refusesMethod) return new Problem('method_not_allowed', 'The Allow header lists the methods of this address.');
  return undefined;
}
