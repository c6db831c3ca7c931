import type { MediaOutcome } from './media-source.ts';

/** The most that Twilio accepts for one message. */
const LARGEST_BYTES = 16 * 2 ** 20;
const MOST_REDIRECTS = 3;

export interface Download {
  /** Whether a redirect may be followed there. */
  mayFollow(url: URL): boolean;
  /** Sent to the origin of the first address only. */
  authorization?: string;
  /** For the whole download, including redirects. */
  timeoutMs: number;
  /** A larger file is not read to its end. */
  mostBytes?: number | undefined;
  signal: AbortSignal;
}

/** Downloads a file, and stops when it is too large to keep. */
export async function download(first: URL, { signal, timeoutMs, ...rules }: Download): Promise<MediaOutcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await follow(first, { ...rules, signal: AbortSignal.any([signal, timeout]) });
  } catch (thrown) {
    if (signal.aborted) return { outcome: 'stopped' };
    if (timeout.aborted) return { outcome: 'retry', code: 'timeout', reason: 'no answer in time' };
    return { outcome: 'retry', code: networkCodeOf(thrown), reason: 'the connection broke' };
  }
}

async function follow(
  first: URL,
  { mayFollow, authorization, mostBytes = LARGEST_BYTES, signal }: Omit<Download, 'timeoutMs'>,
): Promise<MediaOutcome> {
  let url = first;
  // another host may redirect back to us: once we have left the first origin we send no more credentials
  let isFirstOrigin = true;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    isFirstOrigin &&= url.origin === first.origin;
    const headers: Record<string, string> = isFirstOrigin && authorization ? { authorization } : {};
    const response = await fetch(url.href, { redirect: 'manual', signal, headers });
    if (response.ok) return read(response, mostBytes);
    await response.body?.cancel();
    if (!REDIRECTS.has(response.status)) return refusalOf(response.status, isFirstOrigin);
    const next = URL.parse(response.headers.get('location') ?? '', url.href);
    if (!next || !mayFollow(next)) return failed('redirect', 'redirected to an address that is not allowed');
    url = next;
  }
  return failed('redirects', 'redirected too often');
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Temporary errors below 500. */
const TEMPORARY = new Set([408, 425, 429]);
const REFUSED = new Set([401, 403]);

function refusalOf(status: number, isFirstOrigin: boolean): MediaOutcome {
  const code = `HTTP ${status}`;
  if (status === 404) return { outcome: 'absent', code, reason: 'not found' };
  if (REFUSED.has(status) && isFirstOrigin)
    return { outcome: 'sourceBroken', code, reason: 'account or token refused' };
  // another host refuses an address that has expired: the next attempt gets a new one
  const isTemporary = status >= 500 || TEMPORARY.has(status) || REFUSED.has(status);
  return { outcome: isTemporary ? 'retry' : 'failed', code, reason: 'the provider did not return it' };
}

/** The announced length may be wrong, so the received bytes are counted too, after any decompression. */
async function read(response: Response, mostBytes: number): Promise<MediaOutcome> {
  if (Number(response.headers.get('content-length')) > mostBytes) {
    await response.body?.cancel();
    return tooLarge(mostBytes);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) return tooLarge(mostBytes);
    chunks.push(chunk);
  }
  return { outcome: 'fetched', content: Buffer.concat(chunks, size) };
}

function tooLarge(mostBytes: number): MediaOutcome {
  return failed('tooLarge', `larger than ${mostBytes / 2 ** 20} MB`);
}

function failed(code: string, reason: string): MediaOutcome {
  return { outcome: 'failed', code, reason };
}

/** Such as `ECONNRESET`. It is in the cause of fetch's error. */
function networkCodeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code).slice(0, 32) : 'network';
}
