import type { z } from 'zod';
import type { Answer, AnyEndpoint } from './endpoint.ts';
import { invalidFields } from './invalid-field.ts';
import { Problem } from './problem.ts';
import { JsonText } from './values/json-text.ts';

/** Input that does not fit its schema is a problem. A path that does not fit names nothing that exists. */
export function checkInput(schema: z.ZodType | undefined, value: unknown, part: 'path' | 'query' | 'body'): unknown {
  if (!schema) return {};
  const checked = schema.safeParse(value ?? {});
  if (checked.success) return checked.data;
  if (part === 'path') throw new Problem('not_found', 'There is nothing at this address.');
  throw invalidFields(checked.error.issues.map(({ path, message }) => ({ path: [part, ...path].join('.'), message })));
}

/** An answer that the endpoint did not describe is a bug. It is found inside the transaction, so nothing is written. */
export function checkAnswer(endpoint: AnyEndpoint, answer: Answer | Problem): Answer | Problem {
  if (answer instanceof Problem) return answer;
  const description = endpoint.answers[answer.status];
  if (!description) throw new Error(`${endpoint.operationId} does not describe an answer with status ${answer.status}`);
  const { schema, mediaType } = description;
  if (!schema || mediaType || answer.body instanceof JsonText) return answer;
  return { ...answer, body: schema.parse(answer.body) };
}
