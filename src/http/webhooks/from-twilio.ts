import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { countUnsigned } from '#src/http/framework/limit-requests.ts';
import { urlForLog } from '#src/http/framework/path-for-log.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readBody } from '#src/http/framework/read-body.ts';
import { type FlatForm, flatForm } from '#src/messaging/twilio/flat-form.ts';
import { isSignedByTwilio } from '#src/messaging/twilio/signature.ts';

/** Handles one webhook. Only `fromTwilio` can supply the form, so no webhook is mounted without a signature check. */
export type Webhook = (ctx: HttpCall, form: FlatForm) => Promise<void>;

/** Calls the webhook if the form is signed with one of our auth tokens. */
export const fromTwilio =
  (webhook: Webhook): HttpMiddleware =>
  async (ctx) =>
    webhook(ctx, await readSignedForm(ctx));

/** Checks the signature against our configured public URL, because a caller can forge forwarded headers. */
async function readSignedForm(ctx: HttpCall): Promise<FlatForm> {
  const { config } = ctx.services;
  const form = flatForm(await readForm(ctx));
  const url = config.PUBLIC_URL + ctx.url;
  const signature = ctx.get('X-Twilio-Signature');
  if (!isSignedByTwilio({ tokens: config.TWILIO_AUTH_TOKEN, signature, url, params: form })) {
    // a request for http://user:password@host/path must not put its password into the log
    const signedUrl = urlForLog(config.PUBLIC_URL + ctx.path + ctx.search);
    // after the check: a flood of unsigned forms must never stop a signed text, whatever address both seem to come from
    countUnsigned(ctx);
    throw new Problem('signature_refused', 'X-Twilio-Signature does not match this body and our PUBLIC_URL.', {
      logged: { msg: 'signature refused; it must have been computed for this url', url: signedUrl },
    });
  }
  return form;
}

/** Nobody can have signed a body that cannot be read. */
async function readForm(ctx: HttpCall): Promise<string> {
  try {
    return await readBody(ctx, ['application/x-www-form-urlencoded']);
  } catch (thrown) {
    countUnsigned(ctx);
    throw thrown;
  }
}
