import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What the secret signs. A key has one purpose: a signature of one kind can never count as one of another kind. */
export type KeyPurpose = 'access tokens' | 'originators';

const KEY_BYTES = 32;

/** Deriving takes as long as verifying a token. A process has one secret; tests have several. */
const derived = new LRUCache<string, KeyObject>({ max: 20 });

/** The key of 256 bits for this purpose (HKDF-SHA-256, RFC 5869). The same secret always gives the same key. */
export function deriveKey(secret: string, purpose: KeyPurpose): KeyObject {
  const name = `${purpose} ${secret}`;
  let key = derived.get(name);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `watchline ${purpose}`, KEY_BYTES)));
    derived.set(name, key);
  }
  return key;
}
