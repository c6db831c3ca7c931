import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { endMembership, type LeaveOutcome, type MembershipChange } from '#src/membership/change-status.ts';
import { notifyOfLeaving } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { recordMemberChange } from './record-member-change.ts';

/** A member has left. The people who would have patrolled with them are told. */
export async function markAsLeft(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<LeaveOutcome> {
  const gone = await endMembership(trx, settings.clock, change);
  if (gone.outcome === 'left') {
    const { user, ...freed } = gone;
    await notifyOfLeaving(trx, settings, { cause, user, actor: change.actor, freed });
    await planReminders(trx, settings, [...freed.dropped, ...freed.buddyLeft]);
    recordMemberChange(trx, settings, gone);
  }
  return gone;
}
