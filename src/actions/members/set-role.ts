import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { changeRole, type RoleOutcome } from '#src/membership/change-role.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import { notifyOfRoleChange } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Role } from '#src/volunteers/people/user.ts';
import { recordMemberChange } from './record-member-change.ts';

export async function setRole(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange & { role: Role },
): Promise<RoleOutcome> {
  const changed = await changeRole(trx, settings.clock, change);
  if (changed.outcome === 'changed') {
    await notifyOfRoleChange(trx, settings, { cause, user: changed.user, actor: change.actor });
    recordMemberChange(trx, settings, { user: changed.user });
  }
  return changed;
}
