import { createHmac } from 'node:crypto';
import { deriveKey } from '#src/platform/derive-key.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Whose text or request causes notices: a person or an unknown number, whatever the way in. */
export interface Originator {
  /** E.164, or another kind of address that a text came from. */
  identity: string;
  /** Empty if we do not know them. */
  name: string;
  isMember: boolean;
}

export function originatorOf({ userId, phone, name, isActive }: User): Originator {
  return { identity: phone ?? `user:${userId}`, name, isMember: isActive };
}

export function unknownOriginator(identity: string): Originator {
  return { identity, name: '', isMember: false };
}

/** The settings for everything that this text or request causes. */
export function causedBy<Settings extends object>(
  settings: Settings,
  originator: Originator,
): Settings & { originator: Originator } {
  return { ...settings, originator };
}

/** All strangers together: numbers can be forged, so a limit for each would be none. */
export const STRANGERS = 'strangers';

/** Counts the messages of an originator without naming them. Without the secret, nobody can find the number. */
export function originatorHash(secret: string, identity: string): string {
  return createHmac('sha256', deriveKey(secret, 'originators')).update(identity).digest('hex').slice(0, 32);
}
