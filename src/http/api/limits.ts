import type { Context } from 'koa';
import type { LimitName } from '#src/db/rate-limits.ts';
import { parseMobile } from '#src/volunteers/phone-number.ts';
import type { HttpContext, HttpMiddleware, HttpState } from '../context.ts';
import { Problem } from '../problem.ts';

const DETAILS: Record<LimitName, string> = {
  requests: 'Too many requests from your network.',
  verifications: 'Too many codes were tried from your network.',
  codesForAddress: 'Too many codes were asked for from your network.',
  codesForPhone: 'Too many codes were asked for this number.',
  codesForAll: 'Too many codes were asked for. Text JOIN instead, or wait.',
};

/** Of every call, by the network address that it comes from. */
export const limitRequests: HttpMiddleware = async (ctx, next) => {
  await count(ctx, 'requests', ctx.state.remoteAddress);
  await next();
};

/** Behind the reading of the body. Codes cost money: by address, by phone, and of all together. */
export const limitCodes: HttpMiddleware = async (ctx, next) => {
  const { watch } = ctx.services;
  await count(ctx, 'codesForAddress', ctx.state.remoteAddress);
  const phone = parseMobile(phoneIn(ctx.request.body), watch.region);
  // what is no number, or of a country that is not served, gets no code and costs nothing
  if (phone && watch.codePrefixes.some((prefix) => phone.startsWith(prefix))) {
    await count(ctx, 'codesForPhone', phone);
    await count(ctx, 'codesForAll', 'all');
  }
  await next();
};

export const limitVerifications: HttpMiddleware = async (ctx, next) => {
  await count(ctx, 'verifications', ctx.state.remoteAddress);
  await next();
};

/** Before the request's transaction: on SQLite there is one connection, and what is refused stays counted. */
async function count({ services }: Context & HttpContext & { state: HttpState }, limit: LimitName, key: string) {
  const seconds = await services.rateLimits.consume(limit, key);
  if (seconds === undefined) return;
  throw new Problem('too_many_requests', DETAILS[limit], { headers: { 'Retry-After': String(seconds) } });
}

function phoneIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('phone' in body)) return '';
  return typeof body.phone === 'string' ? body.phone.slice(0, 64) : '';
}
