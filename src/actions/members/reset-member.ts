import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import { endSignIns } from '#src/membership/end-sign-ins.ts';
import { notifyOfEndedSignIns } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { setPhone } from './set-phone.ts';

export type ResetOutcome =
  | { outcome: 'reset' | 'hasLeft'; user: User }
  | { outcome: 'phoneTaken'; by: User | undefined };

/** Signs a member out everywhere, and sets another number if given. After `phoneTaken`, the transaction must be rolled back. */
export async function resetMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, phone, ...change }: ActionOrigin & MembershipChange & { phone: string | undefined },
): Promise<ResetOutcome> {
  if (phone !== undefined) {
    // first, because numbers are locked before people
    const moved = await setPhone(trx, settings, { cause, ...change, phone });
    if (moved.outcome === 'phoneTaken') return moved;
  }
  const ended = await endSignIns(trx, settings.clock, change);
  if (ended.outcome === 'hasLeft') return { outcome: 'hasLeft', user: ended.user };
  await notifyOfEndedSignIns(trx, settings, { cause, user: ended.user, actor: change.actor });
  return { outcome: 'reset', user: await getUser(trx, change.userId) };
}
