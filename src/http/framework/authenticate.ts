import type { Transaction } from '#src/db/connect.ts';
import { whileUnchanged } from '#src/db/unchanged.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Services } from '#src/services.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User, UserStatus } from '#src/volunteers/people/user.ts';
import { readToken, type TokenClaims } from '#src/volunteers/sign-in/token.ts';
import type { Access } from './endpoint.ts';
import { Problem } from './problem.ts';

/** With these statuses a person must sign in again, even with a valid token. */
const SIGNED_OUT: ReadonlySet<UserStatus> = new Set<UserStatus>(['left', 'suspended', 'unproved']);

interface Credentials {
  services: Pick<Services, 'settings'>;
  access: Access;
  /** The header of the request. */
  authorization: string;
}

/** Reads role, status and token generation on each request, so that a change takes effect at once. */
export async function authenticate(
  trx: Transaction,
  { services: { settings }, access, authorization }: Credentials,
): Promise<User | undefined> {
  if (access === 'public') return undefined;
  const claims = readClaims(settings, authorization);
  const user = claims && (await findCaller(trx, claims.userId));
  if (!user || user.tokenGeneration !== claims.generation || SIGNED_OUT.has(user.status)) {
    const logged = { userId: claims?.userId };
    throw new Problem('token_refused', 'Sign in: POST /auth/register, then /auth/verify.', { logged });
  }
  if (access === 'signedIn') return user;
  const logged = { userId: user.userId };
  if (user.status === 'pending')
    throw new Problem('awaiting_approval', 'A coordinator must approve you first.', { logged });
  if (access === 'coordinator' && !user.isCoordinator)
    throw new Problem('coordinators_only', 'Only coordinators may do this.', { logged });
  return user;
}

/** Undefined if the header has no valid token. */
export function readClaims(settings: WatchSettings, authorization: string): TokenClaims | undefined {
  const [, bearer = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  return readToken(settings, bearer);
}

function findCaller(trx: Transaction, userId: number): Promise<User | undefined> {
  return whileUnchanged(trx, `user ${userId}`, () => findUser(trx, userId));
}
