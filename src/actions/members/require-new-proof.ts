import type { Transaction } from '#src/db/connect.ts';
import { listUnseen, markUnproved } from '#src/membership/mark-unproved.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfUnseenCoordinator } from '#src/notices/members/newcomer-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** A number was not used for a long time, so it must be proved again. If it was a coordinator's, the others are told. */
export async function requireNewProof(trx: Transaction, settings: WatchSettings, user: User): Promise<boolean> {
  const { userId } = user;
  if (!(await markUnproved(trx, settings.clock, userId))) return false;
  if (user.role === 'coordinator') await notifyOfUnseenCoordinator(trx, settings, user);
  recordLiveEvent(trx, settings.clock, { type: 'member_change', user_id: userId, status: 'unproved' });
  return true;
}

/** The same for all members who have not used their number since `before`. Returns how many must prove it again. */
export async function requireNewProofOfUnseen(
  trx: Transaction,
  settings: WatchSettings,
  range: { before: Date; limit: number },
): Promise<number> {
  let count = 0;
  for (const user of await listUnseen(trx, range)) if (await requireNewProof(trx, settings, user)) count += 1;
  return count;
}
