import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';

const JSON_TYPES = ['application/json', 'application/vnd.api+json', 'application/json-patch+json'];

/** An object or array. Undefined if the request has no JSON body. */
export async function readJson(ctx: HttpCall): Promise<unknown> {
  const text = await readBody(ctx, JSON_TYPES);
  return text === '' ? undefined : parse(text);
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text, refuseProto);
  } catch {
    throw new Problem('unreadable_request', 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null) {
    throw new Problem('unreadable_request', 'The body is not a JSON object.');
  }
  return value;
}

/** A key of this name would become the prototype of the object that the value is copied into. */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__ is refused');
  return value;
}
