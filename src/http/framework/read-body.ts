import type { IncomingMessage } from 'node:http';
import bodyParser from 'koa-bodyparser';
import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';

/** For the bytes that are sent and for what they inflate to. */
const LIMIT = '64kb';
const TOO_LARGE = 413;

/** How the parser writes each encoding that it can inflate. */
const ENCODINGS: Record<string, string> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };
const ACCEPTED = 'gzip, deflate, br';

/** ASCII is UTF-8 too. No charset means UTF-8. */
const UTF8_NAMES = ['', 'utf-8', 'utf8', 'us-ascii'];

/**
 * Inflates a body and leaves one character a byte in `ctx.request.rawBody`: the parser's own decoder replaces what is not
 * UTF-8 without a word, and ours refuses it.
 */
const readBytes = bodyParser({
  enableTypes: ['text'],
  extendTypes: { text: ['*/*'] },
  textLimit: LIMIT,
  // `@types/koa-bodyparser` does not list it; the parser hands it on to co-body
  ...{ encoding: 'latin1' },
});

/**
 * The body as text, if it has one of these media types; otherwise an empty text. A body that cannot be read is the
 * caller's fault, whatever is wrong with it, so this throws nothing but problems below 500.
 */
export async function readBody(ctx: HttpCall, mediaTypes: readonly string[]): Promise<string> {
  const { request, req } = ctx;
  if (!mediaTypes.includes(request.type.trim().toLowerCase())) return '';
  if (!UTF8_NAMES.includes(request.charset.toLowerCase())) {
    throw new Problem('unsupported_type', 'Send the body as UTF-8.');
  }
  const encoding = encodingOf(ctx.get('content-encoding'));
  // the parser knows the names in lower case only, and no media type with an empty parameter behind it
  if (encoding) req.headers['content-encoding'] = encoding;
  else delete req.headers['content-encoding'];
  req.headers['content-type'] = request.type;
  try {
    await Promise.race([readBytes(ctx as Parameters<typeof readBytes>[0], async () => {}), brokenOff(req)]);
  } catch (thrown) {
    // bytes that nobody reads would hold up the next request on the connection
    req.resume();
    throw problemOf(thrown);
  }
  const text = decode(String(request.rawBody ?? ''));
  if (encoding && text === '') throw unreadable('The body is empty.');
  return text;
}

/** Undefined: it is not compressed. */
function encodingOf(contentEncoding: string): string | undefined {
  const name = contentEncoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const known = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (known) return known;
  const headers = { 'Accept-Encoding': ACCEPTED };
  throw new Problem('unsupported_type', `Send the body as it is, or in one of: ${ACCEPTED}.`, { headers });
}

/** Rejects once the caller has gone. Between a broken upload and its inflater no event tells the parser. */
function brokenOff(request: IncomingMessage): Promise<never> {
  return new Promise((_, reject) => {
    const onClose = () => {
      if (!request.complete) reject(unreadable('The body broke off.'));
    };
    if (request.destroyed) onClose();
    else request.once('close', onClose);
  });
}

/** The parser throws errors of its own with a status, and those of zlib without one. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const isTooLarge = thrown instanceof Error && 'status' in thrown && thrown.status === TOO_LARGE;
  if (isTooLarge) return new Problem('too_large', 'The body is larger than 64 kB.');
  return unreadable('The body is not what Content-Encoding says, or it is cut off.');
}

function decode(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    throw unreadable('The body is not UTF-8.');
  }
}

function unreadable(detail: string): Problem {
  return new Problem('unreadable_request', detail);
}
