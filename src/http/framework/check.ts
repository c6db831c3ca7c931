import type { z } from 'zod';
import type { Answer, AnyEndpoint } from './endpoint.ts';
import { fieldErrors } from './field-errors.ts';
import { invalidFields } from './invalid-field.ts';
import { Problem } from './problem.ts';
import { NOT_JSON } from './read-json.ts';
import { JsonText } from './values/json-text.ts';

/** Input that does not fit its schema is a problem. A path that does not fit names nothing that exists. */
export function checkInput(schema: z.ZodType | undefined, value: unknown, part: 'path' | 'query' | 'body'): unknown {
  if (!schema) return {};
  if (value === NOT_JSON) throw new Problem('unsupported_type', 'Send the body as application/json.');
  const checked = schema.safeParse(value ?? {});
  if (checked.success) return checked.data;
  if (part === 'path') throw new Problem('not_found', 'There is nothing at this address.');
  throw invalidFields(fieldErrors(part, schema, value ?? {}));
}

/** Whether a request without a body is accepted. A missing body is checked like an empty object. */
export function isOptional(body: z.ZodType): boolean {
  return body.safeParse({}).success;
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
