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

/** `clockAhead`: by how many milliseconds our clock is ahead of Twilio's `Date` header. */
export type TwilioAnswer =
  | { outcome: 'answered'; status: number; body: unknown; clockAhead: number | undefined }
  | { outcome: 'unreachable'; code: string };

const API = 'https://api.twilio.com';
const MESSAGING_API = 'https://messaging.twilio.com';

/** One GET request to Twilio's API. Does not throw because of Twilio or the network. The outcome contains nothing of the request. */
export async function askTwilio(access: TwilioAccess, path: string): Promise<TwilioAnswer> {
  const { accountSid, authToken, baseUrl, timeoutMs, clock } = access;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const askedAt = clock.now().getTime();
  try {
    const answer = await fetch(`${baseUrl}${path}`, {
      redirect: 'error',
      headers: { authorization },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const halfway = (askedAt + clock.now().getTime()) / 2;
    const date = Date.parse(answer.headers.get('date') ?? '');
    const body: unknown = await answer.json().catch(() => undefined);
    const clockAhead = Number.isNaN(date) ? undefined : halfway - date;
    return { outcome: 'answered', status: answer.status, body, clockAhead };
  } catch (thrown) {
    // the original error names the address and may contain the header
    return { outcome: 'unreachable', code: failureOfNetwork(thrown).facts.networkCode ?? 'no answer in time' };
  }
}

/** Messaging services have a host of their own. A fake API serves both. */
export function messagingBaseUrl(baseUrl: string): string {
  return baseUrl === API ? MESSAGING_API : baseUrl;
}
