import type { Clock } from '#src/platform/clock.ts';
import { failureOfNetwork } from './twilio-failure.ts';

export interface TwilioAccess {
  accountSid: string;
  authToken: string;
  /** Where the API is. */
  baseUrl: string;
  timeoutMs: number;
  clock: Clock;
}

/** `clockAhead`: milliseconds by which our clock is ahead of Twilio's `Date`. */
export type TwilioAnswer =
  | { outcome: 'answered'; status: number; body: unknown; clockAhead: number | undefined }
  | { outcome: 'unreachable'; code: string };

const API = 'https://api.twilio.com';
const MESSAGING_API = 'https://messaging.twilio.com';

/** One question to Twilio's API. Never throws for what Twilio or the network does; nothing of the request is in the outcome. */
export async function askTwilio(access: TwilioAccess, path: string): Promise<TwilioAnswer> {
  const { accountSid, authToken, baseUrl, timeoutMs, clock } = access;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const askedAt = clock.now().getTime();
  try {
    const answer = await fetch(`${baseUrl}${path}`, {
      headers: { authorization },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const halfway = (askedAt + clock.now().getTime()) / 2;
    const date = Date.parse(answer.headers.get('date') ?? '');
    const body: unknown = await answer.json().catch(() => undefined);
    const clockAhead = Number.isNaN(date) ? undefined : halfway - date;
    return { outcome: 'answered', status: answer.status, body, clockAhead };
  } catch (thrown) {
    // the original names the address and may hold the header
    return { outcome: 'unreachable', code: failureOfNetwork(thrown).facts.networkCode ?? 'no answer in time' };
  }
}

/** Messaging services have a host of their own; a stand-in for the API stands in for that too. */
export function messagingBaseUrl(baseUrl: string): string {
  return baseUrl === API ? MESSAGING_API : baseUrl;
}
