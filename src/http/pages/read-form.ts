import { Readable } from 'node:stream';
import type { HttpCall } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';

const DEFAULT_LIMIT = 64_000;
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
    if (size > limit) throw tooLarge(ctx, limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(ctx: HttpCall, limit: number): Problem {
  // unread bytes would block the next request on this connection
  ctx.set('Connection', 'close');
  return new Problem('too_large', `The form is larger than ${Math.floor(limit / 1000)} kB.`);
}
