import type { HttpCall } from './context.ts';
import type { Answer } from './endpoint.ts';

/** The `Link` header (RFC 8288) of every page of every list: the same request with the next cursor. Undefined on the last page. */
export function linkToNext({ path, querystring }: HttpCall, answer: Answer): string | undefined {
  const cursor = nextOf(answer);
  if (!cursor) return undefined;
  const query = new URLSearchParams(querystring);
  query.set('cursor', cursor);
  return `<${path}?${query}>; rel="next"`;
}

/** The cursor of the next page. Empty or undefined on the last page. */
export function nextOf({ next, body }: Answer): string | undefined {
  return next ?? cursorIn(body);
}

function cursorIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('next_cursor' in body)) return undefined;
  return typeof body.next_cursor === 'string' ? body.next_cursor : undefined;
}
