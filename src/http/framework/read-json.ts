import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';

const JSON_TYPES = ['application/json', 'application/vnd.api+json', 'application/json-patch+json'];

/** A body of another media type. It is refused with the other input, after the caller is signed in. */
export const NOT_JSON = Symbol('not JSON');

/** The body as an object or array. Undefined if the request has no body. */
export async function readJson(ctx: HttpCall): Promise<unknown> {
  const text = await readBody(ctx, JSON_TYPES);
  if (text !== '') return parse(text);
  return hasBody(ctx) && !JSON_TYPES.includes(ctx.request.type) ? NOT_JSON : undefined;
}

function hasBody(ctx: HttpCall): boolean {
  return ctx.get('transfer-encoding') !== '' || (ctx.request.length ?? 0) > 0;
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
