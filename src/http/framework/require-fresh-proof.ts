import { hasFreshProof } from '#src/volunteers/sign-in/fresh-proof.ts';
import { readClaims } from './authenticate.ts';
import type { AnyEndpoint, Call } from './endpoint.ts';
import { Problem } from './problem.ts';

/**
 * A token lasts for a week, and a phone that lies about is signed in. What cannot be undone or reaches many people also needs
 * a code that has just come to the phone. Throws a problem if that was too long ago.
 */
export function requireFreshProof({ needsFreshProof }: AnyEndpoint, { settings, header, body }: Call): void {
  if (!needsFreshProof?.(body)) return;
  const claims = readClaims(settings, header('authorization'));
  if (claims && hasFreshProof(settings.clock, claims)) return;
  throw new Problem(
    'fresh_proof_needed',
    'Prove your number again: POST /auth/register, then /auth/verify. The new token may do this for ten minutes.',
  );
}
