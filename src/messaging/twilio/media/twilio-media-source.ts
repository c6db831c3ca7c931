import { download } from '#src/messaging/media/download.ts';
import type { MediaSource } from '#src/messaging/media/media-source.ts';
import { isLoopbackHost } from '#src/platform/remote-address.ts';
import { isAddressOfTwilio } from './is-address-of-twilio.ts';

export interface TwilioMediaSettings {
  accountSid: string;
  authToken: string;
  baseUrl: string;
  timeoutMs: number;
}

/**
 * Fetches files from Twilio, which requires our credentials and redirects to another host that must not see them. Twilio's
 * own package cannot fetch media.
 */
export function createTwilioMediaSource(settings: TwilioMediaSettings): MediaSource {
  const { accountSid, authToken, baseUrl, timeoutMs } = settings;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const base = new URL(baseUrl);
  const isTrial = base.protocol === 'http:' && isLoopbackHost(base.hostname);
  const mayFollow = (url: URL) => url.protocol === 'https:' || (isTrial && isLoopbackHost(url.hostname));
  return {
    fetch: async (address, signal, mostBytes) => {
      const url = URL.parse(address);
      if (!url || !isAddressOfTwilio(url, baseUrl)) {
        return { outcome: 'failed', code: 'foreign', reason: 'not an address of Twilio' };
      }
      return download(url, { mayFollow, authorization, timeoutMs, mostBytes, signal });
    },
  };
}
