import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { FlatForm } from './flat-form.ts';

export interface SignedRequest {
  /** While a token is being rotated, two. */
  tokens: readonly string[];
  /** The `X-Twilio-Signature` header. */
  signature: string | undefined;
  /** The public address with its query, never one made from forwarded headers. */
  url: string;
  params: FlatForm;
}

/** Whether one of the tokens signed it. Whatever is missing, empty or malformed is not signed. */
export function isSignedByTwilio({ tokens, signature, url, params }: SignedRequest): boolean {
  if (!signature) return false;
  return tokens.some((token) => isSignedWith(token, signature, { url, params }));
}

/** What Twilio would send as `X-Twilio-Signature`. */
export function signatureFor(token: string, url: string, params: FlatForm): string {
  return getExpectedTwilioSignature(token, url, params);
}

function isSignedWith(token: string, signature: string, request: Pick<SignedRequest, 'url' | 'params'>): boolean {
  // an empty token would verify what anybody can sign
  if (token.trim() === '') return false;
  try {
    return validateRequest(token, signature, request.url, request.params);
  } catch {
    // it throws on a relative address and on missing parameters
    return false;
  }
}
