import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { FlatForm } from './flat-form.ts';

export interface SignedRequest {
  /** Two while a token is being rotated. */
  tokens: readonly string[];
  /** The `X-Twilio-Signature` header. */
  signature: string | undefined;
  /** The public address with its query. Never built from forwarded headers. */
  url: string;
  params: FlatForm;
}

/** Whether one of the tokens signed the request. A missing, empty or malformed signature does not count. */
export function isSignedByTwilio({ tokens, signature, url, params }: SignedRequest): boolean {
  if (!signature) return false;
  return tokens.some((token) => isSignedWith(token, signature, { url, params }));
}

/** The `X-Twilio-Signature` header that Twilio would send. */
export function signatureFor(token: string, url: string, params: FlatForm): string {
  return getExpectedTwilioSignature(token, url, params);
}

function isSignedWith(token: string, signature: string, request: Pick<SignedRequest, 'url' | 'params'>): boolean {
  // anybody can sign with an empty token
  if (token.trim() === '') return false;
  try {
    return validateRequest(token, signature, request.url, request.params);
  } catch {
    // it throws if the address is relative or parameters are missing
    return false;
  }
}
