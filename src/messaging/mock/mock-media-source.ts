import { isLoopbackHost } from '#src/platform/remote-address.ts';
import { download } from '../media/download.ts';
import type { MediaSource } from '../media/media-source.ts';

/** Files that a program on this machine serves, such as the chat: there is no Twilio behind the mock sender. */
export function createMockMediaSource({ timeoutMs }: { timeoutMs: number }): MediaSource {
  const isHere = (url: URL) => /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
  return {
    fetch: async (address, signal) => {
      const url = URL.parse(address);
      if (!url || !isHere(url)) return { outcome: 'failed', code: 'foreign', reason: 'not an address on this machine' };
      return download(url, { mayFollow: isHere, timeoutMs, signal });
    },
  };
}
