import jwt from 'jsonwebtoken';
import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { User } from '#src/volunteers/people/user.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'watchline';

export interface TokenTools {
  clock: Clock;
  secret: string;
  /** In milliseconds. */
  tokenLifetime: number;
}

export interface TokenClaims {
  userId: number;
  /** A user's tokens of an older generation no longer count. */
  generation: number;
}

export function signToken(keeper: TokenTools, user: User): string {
  const now = Math.floor(keeper.clock.now().getTime() / 1000);
  const claims = { gen: user.tokenGeneration, iat: now, exp: now + Math.floor(keeper.tokenLifetime / 1000) };
  return jwt.sign(claims, keeper.secret, { algorithm: ALGORITHM, issuer: ISSUER, subject: String(user.userId) });
}

/** Undefined if the token is not ours, was changed, or has expired. */
export function readToken(keeper: Pick<TokenTools, 'clock' | 'secret'>, token: string): TokenClaims | undefined {
  try {
    const clockTimestamp = Math.floor(keeper.clock.now().getTime() / 1000);
    const options = { algorithms: [ALGORITHM], issuer: ISSUER, clockTimestamp } as const;
    const claims = jwt.verify(token, keeper.secret, { ...options, algorithms: [ALGORITHM] });
    if (typeof claims === 'string' || claims.exp === undefined || !/^\d+$/.test(claims.sub ?? '')) return undefined;
    return { userId: Number(claims.sub), generation: Number(claims.gen) };
  } catch {
    // the library throws for every kind of invalid token
    return undefined;
  }
}

/** Ends all tokens of this person. */
export async function endTokens(trx: Transaction, userId: number): Promise<void> {
  await trx('users').where({ userId }).increment('tokenGeneration', 1);
}
