import { createHmac } from 'node:crypto';

const PREFIX = 'forgotten:';

/**
 * What is kept instead of a forgotten number: the same for the same number, and nothing that leads back to it. A plain hash
 * would: there are few enough numbers to try them all. A new secret makes every hash mean nothing.
 */
export function numberHash(secret: string, identity: string): string {
  return createHmac('sha256', secret).update(`forgotten-number:${identity}`).digest('hex');
}

/** Names the secret that hashes were made with. Nobody can tell the secret from it. */
export function secretFingerprint(secret: string): string {
  return createHmac('sha256', secret).update('fingerprint of the secret').digest('hex').slice(0, 16);
}

/** What stands in the rows of a forgotten person where the number stood. No text is ever sent to it. */
export function erasedIdentity(secret: string, identity: string): string {
  return isErasedIdentity(identity) ? identity : `${PREFIX}${numberHash(secret, identity)}`;
}

export function isErasedIdentity(identity: string): boolean {
  return identity.startsWith(PREFIX);
}
