import type { Clock } from '#src/platform/clock.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import type { TokenClaims } from './token.ts';

/** For so long after a one-time code, a token may do what cannot be undone or reaches many people. */
const FRESH_PROOF = 10 * MINUTE;

export function hasFreshProof(clock: Clock, { provedAt }: Pick<TokenClaims, 'provedAt'>): boolean {
  return clock.now().getTime() < provedAt * SECOND + FRESH_PROOF;
}
