import { Problem } from './problem.ts';

/** One field that can't be used, for a reason that its schema does not know. `path` is `body.phone`, `query.from`. */
export function refusedField(path: string, message: string): Problem {
  return new Problem('validation_failed', "Some of what was sent can't be used.", { errors: [{ path, message }] });
}
