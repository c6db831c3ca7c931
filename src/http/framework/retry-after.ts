import { SECOND } from '#src/platform/duration.ts';

/** The header of a refusal that ends at `againAt`: whole seconds from `now`, and at least one. */
export function retryAfter(now: Date, againAt: Date): Record<string, string> {
  const seconds = Math.max(1, Math.ceil((againAt.getTime() - now.getTime()) / SECOND));
  return { 'Retry-After': String(seconds) };
}
