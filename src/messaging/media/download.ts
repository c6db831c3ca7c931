import type { MediaOutcome } from './media-source.ts';

/** What Twilio takes for one message at most. */
const LARGEST_BYTES = 16 * 2 ** 20;
const MOST_REDIRECTS = 3;

export interface Download {
  /** Whether a redirect may be followed there. */
  mayFollow(url: URL): boolean;
  /** Goes to the origin of the first address, and to no other. */
  authorization?: string;
  /** For all of it together. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Fetches one file over HTTP, and never more of it than may be kept. */
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
  { mayFollow, authorization, signal }: Omit<Download, 'timeoutMs'>,
): Promise<MediaOutcome> {
  let url = first;
  // whoever sent us elsewhere may send us back: what left the first origin stays without credentials
  let isHome = true;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    isHome &&= url.origin === first.origin;
    const headers: Record<string, string> = isHome && authorization ? { authorization } : {};
    const response = await fetch(url.href, { redirect: 'manual', signal, headers });
    if (response.ok) return read(response);
    await response.body?.cancel();
    if (!REDIRECTS.has(response.status)) return refusalOf(response.status, isHome);
    const next = URL.parse(response.headers.get('location') ?? '', url.href);
    if (!next || !mayFollow(next)) return failed('redirect', 'it was redirected to where we do not go');
    url = next;
  }
  return failed('redirects', 'it was redirected too often');
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Other than those of 500 and more, what passes by itself. */
const PASSING = new Set([408, 425, 429]);
const REFUSED = new Set([401, 403]);

function refusalOf(status: number, isHome: boolean): MediaOutcome {
  const code = `HTTP ${status}`;
  if (status === 404) return { outcome: 'absent', code, reason: 'it is not there' };
  if (REFUSED.has(status) && isHome) return { outcome: 'sourceBroken', code, reason: 'account or token refused' };
  // elsewhere it is an address that has expired: the next attempt is given a new one
  const isPassing = status >= 500 || PASSING.has(status) || REFUSED.has(status);
  return { outcome: isPassing ? 'retry' : 'failed', code, reason: 'the provider did not hand it over' };
}

/** What is announced counts only if it is too much: what comes is counted, too, after any decompression. */
async function read(response: Response): Promise<MediaOutcome> {
  if (Number(response.headers.get('content-length')) > LARGEST_BYTES) {
    await response.body?.cancel();
    return tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BYTES) return tooLarge();
    chunks.push(chunk);
  }
  return { outcome: 'fetched', content: Buffer.concat(chunks, size) };
}

function tooLarge(): MediaOutcome {
  return failed('tooLarge', 'larger than 16 MB');
}

function failed(code: string, reason: string): MediaOutcome {
  return { outcome: 'failed', code, reason };
}

/** `ECONNRESET`; the client wraps what broke. */
function networkCodeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code).slice(0, 32) : 'network';
}
