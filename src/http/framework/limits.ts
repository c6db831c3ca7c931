import type { LimitName } from '#src/db/rate-limits.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';

const DETAILS: Record<LimitName, string> = {
  requests: 'Too many requests from your network.',
  verifications: 'Too many codes were tried from your network.',
  codesForAddress: 'Too many codes were asked for from your network.',
  codesForPhone: 'Too many codes were asked for this number.',
  codesForAll: 'Too many codes were asked for. Text JOIN instead, or wait.',
};

/** Of every call, by the network address that it comes from. */
export async function limitRequests(ctx: HttpCall): Promise<void> {
  await count(ctx, 'requests', ctx.state.remoteAddress);
}

/** Codes cost money: by address, by the phone that the body names, and of all together. */
export async function limitCodes(ctx: HttpCall, body: unknown): Promise<void> {
  const { settings } = ctx.services;
  await count(ctx, 'codesForAddress', ctx.state.remoteAddress);
  const phone = parseMobile(phoneIn(body), settings.region);
  // what is no number, or of a country that is not served, gets no code and costs nothing
  if (phone && settings.codePrefixes.some((prefix) => phone.startsWith(prefix))) {
    await count(ctx, 'codesForPhone', phone);
    await count(ctx, 'codesForAll', 'all');
  }
}

export async function limitVerifications(ctx: HttpCall): Promise<void> {
  await count(ctx, 'verifications', ctx.state.remoteAddress);
}

/** Before the request's transaction: on SQLite there is one connection, and what is refused stays counted. */
async function count({ services }: HttpCall, limit: LimitName, key: string): Promise<void> {
  const seconds = await services.rateLimits.consume(limit, key);
  if (seconds === undefined) return;
  throw new Problem('too_many_requests', DETAILS[limit], { headers: { 'Retry-After': String(seconds) } });
}

function phoneIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('phone' in body)) return '';
  return typeof body.phone === 'string' ? body.phone.slice(0, 64) : '';
}
