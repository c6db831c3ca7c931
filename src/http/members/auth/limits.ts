import type { HttpCall } from '#src/http/framework/context.ts';
import { countRequest } from '#src/http/framework/limit-requests.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { isServed } from '#src/volunteers/numbers/served-numbers.ts';

/** Codes cost money. We limit them per network address, per phone number and in total. */
export async function limitCodes(ctx: HttpCall, body: unknown): Promise<void> {
  const { settings } = ctx.services;
  const address = ctx.state.remoteAddress;
  await countRequest(ctx, {
    limit: 'codesForAddress',
    key: address,
    detail: 'Too many codes were requested from your network.',
  });
  const phone = parseMobile(phoneIn(body), settings.region);
  // an invalid number, or one in a country that we do not serve, gets no code and costs nothing
  if (!phone || !isServed(phone, settings.codePrefixes)) return;
  await countRequest(ctx, {
    limit: 'codesForPhone',
    key: phone,
    detail: 'Too many codes were requested for this number.',
  });
  await countRequest(ctx, {
    limit: 'codesForAll',
    key: 'all',
    detail: 'Too many codes were requested. Text JOIN instead, or wait.',
  });
}

export async function limitVerifications(ctx: HttpCall): Promise<void> {
  const key = ctx.state.remoteAddress;
  await countRequest(ctx, { limit: 'verifications', key, detail: 'Too many codes were tried from your network.' });
}

/** The body is not checked against its schema yet. */
function phoneIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('phone' in body)) return '';
  return typeof body.phone === 'string' ? body.phone.slice(0, 64) : '';
}
