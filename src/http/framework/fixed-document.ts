import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { HttpCall } from './context.ts';

/** What a fixed document is made of. */
export interface FixedContent {
  /** Called once, at the first request. */
  load: () => Promise<string | Buffer> | string | Buffer;
  /** A file extension or a media type, as Koa takes it. */
  type: string;
  /** `no-cache` by default: a client keeps the document, and asks each time whether it has changed. */
  cacheControl?: string;
}

/** One spelling of a document: as it is, or compressed. */
interface Variant {
  bytes: Buffer;
  etag: string;
  /** Undefined: not compressed. */
  encoding?: Encoding;
}

type Encoding = (typeof ENCODINGS)[number];

/** The smaller one first. Clients seldom have a preference of their own. */
const ENCODINGS = ['br', 'gzip'] as const;

/** The highest level makes the largest asset 4 % smaller, and takes ten times as long. */
const BROTLI_LEVEL = 9;
const COMPRESS: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/**
 * Answers with a document that does not change while the process runs. All requests share its bytes, which are loaded and
 * compressed once. A client that has the document already gets 304.
 */
export function fixedDocument({ load, type, cacheControl = 'no-cache' }: FixedContent) {
  const original = once(async () => {
    const content = await load();
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return { bytes, etag: etagOf(bytes) } satisfies Variant;
  });
  const compressed = (encoding: Encoding) =>
    once(async () => {
      const bytes = await COMPRESS[encoding]((await original()).bytes);
      return { bytes, etag: etagOf(bytes), encoding } satisfies Variant;
    });
  const variants: Record<Encoding, () => Promise<Variant>> = { br: compressed('br'), gzip: compressed('gzip') };
  return async (ctx: HttpCall): Promise<void> => {
    const encoding = acceptedEncoding(ctx);
    const variant = await (encoding ? variants[encoding]() : original());
    answer(ctx, variant, { type, cacheControl });
  };
}

function answer(ctx: HttpCall, { bytes, etag, encoding }: Variant, { type, cacheControl }: Required<Meta>): void {
  ctx.status = 200;
  ctx.set('ETag', etag);
  ctx.set('Cache-Control', cacheControl);
  ctx.vary('Accept-Encoding');
  // Koa compares nothing before it has copied all headers, and most clients have no copy
  if (ctx.get('if-none-match') !== '' && ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (encoding) ctx.set('Content-Encoding', encoding);
  ctx.type = type;
  ctx.body = bytes;
}

type Meta = Pick<FixedContent, 'type' | 'cacheControl'>;

/** Clients send the same few headers, and it takes longer to read one than to answer. */
const read = new LRUCache<string, { encoding: Encoding | undefined }>({ max: 100 });

/** Undefined if the client did not say that it can decompress. */
function acceptedEncoding(ctx: HttpCall): Encoding | undefined {
  const header = ctx.get('accept-encoding');
  if (header === '') return undefined;
  const known = read.get(header) ?? {
    encoding: ENCODINGS.find((encoding) => ctx.acceptsEncodings(encoding) === encoding),
  };
  read.set(header, known);
  return known.encoding;
}

/** Strong: it names exactly these bytes. */
function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** Requests that come at the same moment share one call. A failed call is not kept. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work().catch((thrown: unknown) => {
      result = undefined;
      throw thrown;
    });
    return result;
  };
}
