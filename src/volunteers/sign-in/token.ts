import { hash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { deriveKey } from '#src/platform/derive-key.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { recordRightsLost } from './rights-lost.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'watchline';
/** Whom a token is for. What is signed for something else is not a token of the API. */
const AUDIENCE = 'watchline-api';

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
  /** In seconds, like all times of a token. */
  expiresAt: number;
  /** When the person proved the number by a one-time code. */
  provedAt: number;
}

/** For a person who has just proved their number by a one-time code. */
export function signToken(keeper: TokenTools, user: User): string {
  const now = Math.floor(keeper.clock.now().getTime() / 1000);
  const times = { iat: now, auth_time: now, exp: now + Math.floor(keeper.tokenLifetime / 1000) };
  return jwt.sign({ gen: user.tokenGeneration, ...times }, deriveKey(keeper.secret, 'access tokens'), {
    algorithm: ALGORITHM,
    issuer: ISSUER,
    audience: AUDIENCE,
    subject: String(user.userId),
  });
}

/**
 * Verifying costs half of what a short answer costs, so a token is verified once. Claims of tokens that were valid, by a hash:
 * the memory holds no token that somebody could use.
 */
const verified = new LRUCache<string, TokenClaims>({ max: 5_000 });

/** Undefined if the token is not ours, was changed, or has expired. */
export function readToken(keeper: Pick<TokenTools, 'clock' | 'secret'>, token: string): TokenClaims | undefined {
  const key = hash('sha256', `${keeper.secret} ${token}`, 'base64');
  const now = Math.floor(keeper.clock.now().getTime() / 1000);
  const claims = verified.get(key) ?? verify(keeper.secret, token, now);
  if (!claims || now >= claims.expiresAt) return undefined;
  verified.set(key, claims);
  return claims;
}

function verify(secret: string, token: string, now: number): TokenClaims | undefined {
  try {
    const claims = jwt.verify(token, deriveKey(secret, 'access tokens'), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: now,
    });
    if (typeof claims === 'string' || claims.exp === undefined || !/^\d+$/.test(claims.sub ?? '')) return undefined;
    const { sub, gen, exp, auth_time: provedAt } = claims;
    if (typeof provedAt !== 'number') return undefined;
    return { userId: Number(sub), generation: Number(gen), expiresAt: exp, provedAt };
  } catch {
    // the library throws for every kind of invalid token
    return undefined;
  }
}

/** Ends all tokens of this person. */
export async function endTokens(trx: Transaction, now: Date, userId: number): Promise<void> {
  recordRightsLost(trx, now, userId);
  await trx('users').where({ userId }).increment('tokenGeneration', 1);
}
