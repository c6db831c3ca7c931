import { signatureFor } from '#src/messaging/twilio/signature.ts';

export interface SignedPost {
  /** Where the request goes. */
  serviceUrl: string;
  /** The public address of the service, over which the signature is computed. */
  publicUrl: string;
  token: string;
  /** Path and query. */
  path: string;
  form: Record<string, string>;
}

/** Posts a form as Twilio does. */
export function signedPost({ serviceUrl, publicUrl, token, path, form }: SignedPost): Promise<Response> {
  return fetch(serviceUrl + path, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': signatureFor(token, publicUrl + path, form) },
    body: new URLSearchParams(form),
  });
}
