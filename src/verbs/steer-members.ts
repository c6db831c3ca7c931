import type { Transaction } from '#src/db/connect.ts';
import { type AddOutcome, addMember, type NewMember } from '#src/membership/add-member.ts';
import { changePhone, type PhoneOutcome } from '#src/membership/change-phone.ts';
import { changeRole, type RoleOutcome } from '#src/membership/change-role.ts';
import { type Change, type LeaveOutcome, leave } from '#src/membership/change-status.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import { noticeOfAddition, noticeOfLeaving, noticeOfNumber, noticeOfRole } from '#src/notices/membership-notices.ts';
import type { Watch } from '#src/notices/watch.ts';
import type { Role, User } from '#src/volunteers/user.ts';
import { recordMemberChange } from './change-membership.ts';
import type { Deed } from './deed.ts';

/** A coordinator enters somebody, who is told and may say no. */
export async function enterMember(
  trx: Transaction,
  watch: Watch,
  { cause, ...member }: Deed & NewMember,
): Promise<AddOutcome> {
  const added = await addMember(trx, watch, member);
  if (added.outcome === 'added') {
    await noticeOfAddition(trx, watch, { cause, actor: member.actor, ...added });
    recordLiveEvent(trx, watch.clock, { type: 'newcomer', ...idsOf(added.user) });
  }
  return added;
}

export async function setRole(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change & { role: Role },
): Promise<RoleOutcome> {
  const changed = await changeRole(trx, watch.clock, change);
  if (changed.outcome === 'changed') {
    await noticeOfRole(trx, watch, { cause, user: changed.user, actor: change.actor });
    recordLiveEvent(trx, watch.clock, { type: 'member_change', ...idsOf(changed.user) });
  }
  return changed;
}

export async function setPhone(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change & { phone: string },
): Promise<PhoneOutcome> {
  const changed = await changePhone(trx, watch.clock, change);
  if (changed.outcome === 'changed') await noticeOfNumber(trx, watch, { cause, actor: change.actor, ...changed });
  return changed;
}

/** They are gone: who would have walked with them hears of it. */
export async function markAsLeft(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Deed & Change,
): Promise<LeaveOutcome> {
  const gone = await leave(trx, watch.clock, change);
  if (gone.outcome === 'left') {
    const { user, ...freed } = gone;
    await noticeOfLeaving(trx, watch, { cause, user, actor: change.actor, freed });
    recordMemberChange(trx, watch, gone);
  }
  return gone;
}

function idsOf({ userId, status }: User) {
  return { user_id: userId, status };
}
