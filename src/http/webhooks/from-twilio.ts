import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { urlForLog } from '#src/http/framework/path-for-log.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readBody } from '#src/http/framework/read-body.ts';
import { type FlatForm, flatForm } from '#src/messaging/twilio/flat-form.ts';
import { isSignedByTwilio } from '#src/messaging/twilio/signature.ts';

/** A webhook. It takes the form as a parameter, so it can be mounted only behind `fromTwilio`. */
export type Webhook = (ctx: HttpCall, form: FlatForm) => Promise<void>;

/** Hands the form to the webhook, if one of our tokens signed it. */
export const fromTwilio =
  (webhook: Webhook): HttpMiddleware =>
  async (ctx) =>
    webhook(ctx, await readSignedForm(ctx));

/** The URL is the public one that we are configured with: the caller chooses what forwarded headers say. */
async function readSignedForm(ctx: HttpCall): Promise<FlatForm> {
  const { config, log } = ctx.services;
  const form = flatForm(await readBody(ctx, ['application/x-www-form-urlencoded']));
  const url = config.PUBLIC_URL + ctx.url;
  const signature = ctx.get('X-Twilio-Signature');
  if (!isSignedByTwilio({ tokens: config.TWILIO_AUTH_TOKEN, signature, url, params: form })) {
    const { requestId } = ctx.state;
    // of a target like http://user:password@host/path the path only
    const signedUrl = urlForLog(config.PUBLIC_URL + ctx.path + ctx.search);
    log.warn({ requestId, url: signedUrl }, 'signature refused; it must have been computed for this url');
    throw new Problem('signature_refused', 'X-Twilio-Signature does not fit this body and our PUBLIC_URL.');
  }
  return form;
}
