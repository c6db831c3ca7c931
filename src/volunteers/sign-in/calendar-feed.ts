import { createHash } from 'node:crypto';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Ids } from '#src/platform/ids.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Opens a feed and revokes the previous one. Only the hash of the token is stored. */
export async function openCalendarFeed(
  trx: Transaction,
  { clock, ids }: { clock: Clock; ids: Ids },
  userId: number,
): Promise<string> {
  await lockRows(trx, 'users', [userId]);
  await revokeCalendarFeeds(trx, clock.now(), userId);
  const token = ids.token();
  await trx('calendar_feeds').insert({ userId, tokenHash: hashOf(token), createdAt: clock.now() });
  return token;
}

/** Ends all calendar feeds of this person. */
export async function revokeCalendarFeeds(trx: Transaction, now: Date, userId: number): Promise<void> {
  await trx('calendar_feeds').where({ userId }).whereNull('revokedAt').update({ revokedAt: now });
}

/** The owner of a feed that is not revoked. Undefined if they are no longer an active member. */
export async function findFeedOwner(trx: Transaction, token: string): Promise<User | undefined> {
  const feed = await trx('calendar_feeds')
    .where({ tokenHash: hashOf(token) })
    .whereNull('revokedAt')
    .first('userId');
  const owner = feed && (await findUser(trx, feed.userId));
  return owner?.isActive ? owner : undefined;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
