import { type FieldError, Problem } from './problem.ts';

/** Refuses one field for a reason that its schema cannot check. `path` is `body.phone` or `query.from`. */
export function invalidField(path: string, message: string): Problem {
  return invalidFields([{ path, message }]);
}

export function invalidFields(errors: FieldError[]): Problem {
  return new Problem('validation_failed', 'These fields are invalid.', { errors });
}
