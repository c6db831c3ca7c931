import { Readable } from 'node:stream';
import type { HttpCall } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';

const DEFAULT_LIMIT = 64_000;
/** Of a form that is too large, in bytes. */
const MOST_DISCARDED = 100_000_000;
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The fields and files of a form that a browser sent. `limit`: the largest body, in bytes. Throws a problem. */
export async function readForm(ctx: HttpCall, { limit = DEFAULT_LIMIT } = {}): Promise<FormData> {
  if (!FORM_TYPES.includes(ctx.request.type.trim().toLowerCase())) {
    throw new Problem('unsupported_type', 'Send the form as a browser does.');
  }
  const body = await readBytes(ctx, limit);
  const headers = { 'content-type': ctx.get('content-type') };
  try {
    // Node's own parser reads both types
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch (cause) {
    throw new Problem('unreadable_request', 'The form cannot be read.', { cause });
  }
}

/** A field that is text. Empty if it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** An uploaded file. Undefined if the person has chosen none: browsers then send an empty one. */
export function findUpload(form: FormData, name: string): File | undefined {
  const value = form.get(name);
  return value instanceof File && value.size > 0 ? value : undefined;
}

async function readBytes(ctx: HttpCall, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of Readable.from(ctx.req) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= limit) parts.push(part);
    // a browser reads no answer before it has sent its whole form
    else parts.length = 0;
    if (size > MOST_DISCARDED) break;
  }
  if (size <= limit) return Buffer.concat(parts);
  // unread bytes would block the next request on this connection
  if (size > MOST_DISCARDED) ctx.set('Connection', 'close');
  throw new Problem('too_large', `Not sent: the form is larger than ${sizeWords(limit)}.`);
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.floor(bytes / 1000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`;
}
