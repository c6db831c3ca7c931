import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';

const JSON_TYPES = ['application/json', 'application/vnd.api+json', 'application/json-patch+json'];

/** The body as an object or array. Undefined if the request has no JSON body. */
export async function readJson(ctx: HttpCall): Promise<unknown> {
  const text = await readBody(ctx, JSON_TYPES);
  return text === '' ? undefined : parse(text);
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text, refuseProto);
  } catch {
    throw new Problem('unreadable_request', 'The body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null) {
    throw new Problem('unreadable_request', 'The body must be a JSON object.');
  }
  return value;
}

/** Copying an object with this key would replace the prototype of the copy. */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__ is refused');
  return value;
}
