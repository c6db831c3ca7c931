import type { Transaction } from '#src/db/connect.ts';
import type { Services } from '#src/services.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User, UserStatus } from '#src/volunteers/people/user.ts';
import { readToken } from '#src/volunteers/sign-in/token.ts';
import type { Access } from './endpoint.ts';
import { Problem } from './problem.ts';

/** Who has to sign in (again), whatever token they hold. */
const OUTSIDE: ReadonlySet<UserStatus> = new Set<UserStatus>(['left', 'suspended', 'unproved']);

/** Role, status and whether the token still counts are read on each request: what changed, counts at once. */
export async function authenticate(
  trx: Transaction,
  { settings }: Pick<Services, 'settings'>,
  access: Access,
  authorization: string,
): Promise<User | undefined> {
  if (access === 'public') return undefined;
  const [, bearer = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  const claims = readToken(settings, bearer);
  const user = claims && (await findUser(trx, claims.userId));
  if (!user || user.tokenGeneration !== claims.generation || OUTSIDE.has(user.status)) {
    throw new Problem('token_refused', 'Sign in: POST /auth/register, then /auth/verify.');
  }
  if (access === 'signedIn') return user;
  if (user.status === 'pending') throw new Problem('awaiting_approval', 'A coordinator has to let you in first.');
  if (access === 'coordinator' && !user.isCoordinator)
    throw new Problem('coordinators_only', 'This is for coordinators.');
  return user;
}
