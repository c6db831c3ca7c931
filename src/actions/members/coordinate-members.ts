import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type AddOutcome, addMember, type NewMember } from '#src/membership/add-member.ts';
import { changePhone, type PhoneOutcome } from '#src/membership/change-phone.ts';
import { changeRole, type RoleOutcome } from '#src/membership/change-role.ts';
import { type LeaveOutcome, leave, type MembershipChange } from '#src/membership/change-status.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import { noticeOfAddition, noticeOfLeaving, noticeOfNumber, noticeOfRole } from '#src/notices/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Role, User } from '#src/volunteers/people/user.ts';
import { recordMemberChange } from './change-membership.ts';

/** A coordinator enters somebody, who is told and may say no. */
export async function enrolMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...member }: ActionOrigin & NewMember,
): Promise<AddOutcome> {
  const added = await addMember(trx, settings, member);
  if (added.outcome === 'added') {
    await noticeOfAddition(trx, settings, { cause, actor: member.actor, ...added });
    recordLiveEvent(trx, settings.clock, { type: 'newcomer', ...idsOf(added.user) });
  }
  return added;
}

export async function setRole(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange & { role: Role },
): Promise<RoleOutcome> {
  const changed = await changeRole(trx, settings.clock, change);
  if (changed.outcome === 'changed') {
    await noticeOfRole(trx, settings, { cause, user: changed.user, actor: change.actor });
    recordLiveEvent(trx, settings.clock, { type: 'member_change', ...idsOf(changed.user) });
  }
  return changed;
}

export async function setPhone(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange & { phone: string },
): Promise<PhoneOutcome> {
  const changed = await changePhone(trx, settings.clock, change);
  if (changed.outcome === 'changed') await noticeOfNumber(trx, settings, { cause, actor: change.actor, ...changed });
  return changed;
}

/** They are gone: who would have walked with them hears of it. */
export async function markAsLeft(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<LeaveOutcome> {
  const gone = await leave(trx, settings.clock, change);
  if (gone.outcome === 'left') {
    const { user, ...freed } = gone;
    await noticeOfLeaving(trx, settings, { cause, user, actor: change.actor, freed });
    recordMemberChange(trx, settings, gone);
  }
  return gone;
}

function idsOf({ userId, status }: User) {
  return { user_id: userId, status };
}
