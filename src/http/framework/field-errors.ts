import type { z } from 'zod';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Told = Pick<Issue, 'path' | 'message'>;

/** What is wrong with an input, by field. `part` is where it was sent. */
export function fieldErrors(part: 'path' | 'query' | 'body', schema: z.ZodType, value: unknown): FieldError[] {
  const checked = schema.safeParse(value, {
    // an alternative that was meant is found by its values
    reportInput: true,
    error: ({ code, input }) =>
      code === 'invalid_type' && part === 'query' && Array.isArray(input) ? 'is given more than once' : undefined,
  });
  const issues = checked.error?.issues ?? [];
  return issues.flatMap(explain).map(({ path, message }) => ({ path: [part, ...path].join('.'), message }));
}

/** Of alternatives, only one may be meant. Then it helps more to say what is wrong with that one. */
function explain(issue: Issue): Told[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [meant, another] = issue.errors.filter((issues) => !issues.some(isOfAnotherShape));
  if (!meant || another) return [issue];
  return meant.flatMap(explain).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

/** A field is missing, or the value itself has another type. */
function isOfAnotherShape({ code, path, input }: Issue): boolean {
  return code === 'invalid_type' && (path.length === 0 || input === undefined);
}
