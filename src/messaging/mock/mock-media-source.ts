import { isLoopbackHost } from '#src/platform/remote-address.ts';
import { download } from '../media/download.ts';
import type { MediaSource } from '../media/media-source.ts';

/** Fetches files from programs on this machine, such as the chat. */
export function createMockMediaSource({ timeoutMs }: { timeoutMs: number }): MediaSource {
  const isOnThisMachine = (url: URL) => /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
  return {
    fetch: async (address, signal, mostBytes) => {
      const url = URL.parse(address);
      if (!url || !isOnThisMachine(url))
        return { outcome: 'failed', code: 'foreign', reason: 'not an address on this machine' };
      return download(url, { mayFollow: isOnThisMachine, timeoutMs, mostBytes, signal });
    },
  };
}
