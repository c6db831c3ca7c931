import type { CombinedLog } from '#src/platform/combined-log.ts';
import type { HttpCall } from './context.ts';
import { pathForLog } from './path-for-log.ts';
import type { Problem } from './problem.ts';

/** Not signed in, without the right, and one too many. */
const REFUSALS: readonly number[] = [401, 403, 429];

/**
 * One line for each failed sign-in, refused right and reached limit. Repeats of one network address within a minute are
 * combined: whoever guesses codes must be seen, and must not fill the disk.
 */
export function logRefusal(refusals: CombinedLog, ctx: HttpCall, problem: Problem): void {
  const { code, logged, status } = problem;
  if (!REFUSALS.includes(status) && logged.code === undefined) return;
  const { requestId, remoteAddress: address } = ctx.state;
  const { msg, url } = logged;
  refusals.add({
    level: msg === undefined ? 'info' : 'warn',
    msg: msg ?? 'refused',
    kind: { code: logged.code ?? code, address, ...(logged.userId !== undefined && { userId: logged.userId }) },
    first: { requestId, ...(url === undefined ? { method: ctx.method, path: pathForLog(ctx) } : { url }) },
  });
}
