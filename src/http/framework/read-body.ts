import type { IncomingMessage } from 'node:http';
import bodyParser from 'koa-bodyparser';
import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';

/** Applies to the bytes as sent and to the inflated bytes. */
const LIMIT = '64kb';
const TOO_LARGE = 413;

/** The encodings that the parser can inflate, with its own names for them. */
const ENCODINGS: Record<string, string> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };
const ACCEPTED = 'gzip, deflate, br';

/** ASCII is a subset of UTF-8. A missing charset means UTF-8. */
const UTF8_NAMES = ['', 'utf-8', 'utf8', 'us-ascii'];

/**
 * Inflates a body into `ctx.request.rawBody`, with one character for each byte. The parser's own decoder silently replaces
 * invalid UTF-8. Ours refuses it.
 */
const readBytes = bodyParser({
  enableTypes: ['text'],
  extendTypes: { text: ['*/*'] },
  textLimit: LIMIT,
  // missing in `@types/koa-bodyparser`: the parser passes it to co-body
  ...{ encoding: 'latin1' },
});

/**
 * The body as text. Empty if the body has none of these media types. A body that cannot be read is the caller's fault, so
 * this throws only problems below 500.
 */
export async function readBody(ctx: HttpCall, mediaTypes: readonly string[]): Promise<string> {
  const { request, req } = ctx;
  if (!mediaTypes.includes(request.type.trim().toLowerCase())) return '';
  if (!UTF8_NAMES.includes(request.charset.toLowerCase())) {
    throw new Problem('unsupported_type', 'Send the body as UTF-8.');
  }
  const encoding = encodingOf(ctx.get('content-encoding'));
  // the parser accepts only lower-case names, and no media type with an empty parameter
  if (encoding) req.headers['content-encoding'] = encoding;
  else delete req.headers['content-encoding'];
  req.headers['content-type'] = request.type;
  try {
    await Promise.race([readBytes(ctx as Parameters<typeof readBytes>[0], async () => {}), brokenOff(req)]);
  } catch (thrown) {
    // unread bytes would block the next request on this connection
    req.resume();
    throw problemOf(thrown);
  }
  const text = decode(String(request.rawBody ?? ''));
  if (encoding && text === '') throw unreadable('The body is empty.');
  return text;
}

/** Undefined if the body is not compressed. */
function encodingOf(contentEncoding: string): string | undefined {
  const name = contentEncoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const known = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (known) return known;
  const headers = { 'Accept-Encoding': ACCEPTED };
  throw new Problem('unsupported_type', `Send the body uncompressed, or in one of these encodings: ${ACCEPTED}.`, {
    headers,
  });
}

/** Rejects when the caller disconnects. The parser gets no event when a compressed upload breaks off. */
function brokenOff(request: IncomingMessage): Promise<never> {
  return new Promise((_, reject) => {
    const onClose = () => {
      if (!request.complete) reject(unreadable('The upload broke off.'));
    };
    if (request.destroyed) onClose();
    else request.once('close', onClose);
  });
}

/** The parser's own errors have a status. Errors of zlib have none. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const isTooLarge = thrown instanceof Error && 'status' in thrown && thrown.status === TOO_LARGE;
  if (isTooLarge) return new Problem('too_large', 'The body is larger than 64 kB.');
  return unreadable('The body is incomplete, or it does not match its Content-Encoding.');
}

function decode(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    throw unreadable('The body is not valid UTF-8.');
  }
}

function unreadable(detail: string): Problem {
  return new Problem('unreadable_request', detail);
}
