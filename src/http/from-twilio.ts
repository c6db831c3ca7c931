import { flatForm } from '#src/messaging/twilio/flat-form.ts';
import { isSignedByTwilio } from '#src/messaging/twilio/signature.ts';
import type { HttpMiddleware } from './context.ts';
import { urlForLog } from './path-for-log.ts';
import { Problem } from './problem.ts';

/**
 * Lets through only what was signed with one of our tokens, and leaves the form in `ctx.state.form`. The URL is the
 * public one that we are configured with: forwarded headers are the caller's to choose.
 */
export const fromTwilio: HttpMiddleware = async (ctx, next) => {
  const { config, log } = ctx.services;
  const form = flatForm(String(ctx.request.rawBody ?? ''));
  const url = config.PUBLIC_URL + ctx.url;
  const signature = ctx.get('X-Twilio-Signature');
  if (!isSignedByTwilio({ tokens: config.TWILIO_AUTH_TOKEN, signature, url, params: form })) {
    const { requestId } = ctx.state;
    log.warn({ requestId, url: urlForLog(url) }, 'signature refused; it must have been computed for this url');
    throw new Problem('signature_refused', 'X-Twilio-Signature does not fit this body and our PUBLIC_URL.');
  }
  ctx.state.form = form;
  await next();
};
