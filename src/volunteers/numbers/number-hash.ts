import { createHmac } from 'node:crypto';

const PREFIX = 'forgotten:';

/**
 * Replaces an erased number. The same number always has the same hash, and without the secret nobody can find the number. A
 * plain hash would not be safe: an attacker can try all numbers. After a change of the secret, the hashes are useless. For that
 * reason its key stays the secret itself, and the label keeps it apart from other uses: with a derived key, every watch would
 * forget who opted out and which grants are used up.
 */
export function numberHash(secret: string, identity: string): string {
  return createHmac('sha256', secret).update(`forgotten-number:${identity}`).digest('hex');
}

/** Identifies the secret that a hash was made with, without revealing it. */
export function secretFingerprint(secret: string): string {
  return createHmac('sha256', secret).update('fingerprint of the secret').digest('hex').slice(0, 16);
}

/** The identity that replaces an erased number. No text is ever sent to it. */
export function erasedIdentity(secret: string, identity: string): string {
  return isErasedIdentity(identity) ? identity : `${PREFIX}${numberHash(secret, identity)}`;
}

export function isErasedIdentity(identity: string): boolean {
  return identity.startsWith(PREFIX);
}
