import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type AddOutcome, addMember, type NewMember } from '#src/membership/add-member.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfAddedMember } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';

/** A coordinator adds a member, who is told and may leave. */
export async function enrolMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...member }: ActionOrigin & NewMember,
): Promise<AddOutcome> {
  const added = await addMember(trx, settings, member);
  if (added.outcome === 'added') {
    await notifyOfAddedMember(trx, settings, { cause, actor: member.actor, ...added });
    await planReminders(trx, settings, added.linked);
    const { userId, status } = added.user;
    recordLiveEvent(trx, settings.clock, { type: 'newcomer', user_id: userId, status });
  }
  return added;
}
