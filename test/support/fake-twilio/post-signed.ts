import { signatureFor } from '#src/messaging/twilio/signature.ts';
import type { State } from './state.ts';

export function postSigned(state: State, url: string, form: Record<string, string>): Promise<Response> {
  return fetch(state.reach?.(url) ?? url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': signatureFor(state.authToken, url, form) },
    body: new URLSearchParams(form),
  });
}
