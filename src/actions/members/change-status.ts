import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import {
  type AdmitOutcome,
  activateMember,
  type MembershipChange,
  type SuspendOutcome,
  suspendMember,
  suspendNewcomer,
} from '#src/membership/change-status.ts';
import { notifyOfAdmission, notifyOfRefusal, notifyOfRemoval } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { liftRefusal } from '#src/volunteers/numbers/erased-numbers.ts';
import { recordMemberChange } from './record-member-change.ts';

export async function admitMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<AdmitOutcome> {
  const admitted = await activateMember(trx, settings.clock, change);
  if (admitted.outcome === 'admitted') {
    const { phone } = admitted.user;
    if (phone !== null) await liftRefusal(trx, settings.secret, phone);
    await notifyOfAdmission(trx, settings, { cause, actor: change.actor, ...admitted });
    await planRemindersOf(trx, settings, admitted.user.userId);
    recordMemberChange(trx, settings, { user: admitted.user });
  }
  return admitted;
}

/** All of their shifts, because some may have been booked while they were suspended. */
async function planRemindersOf(trx: Transaction, settings: WatchSettings, userId: number): Promise<void> {
  const ahead = () => listBookingsOf(trx, userId, { endsAfter: settings.clock.now() });
  const ids = (await ahead()).map(({ booking }) => booking.bookingId);
  await lockRows(trx, 'bookings', ids);
  if (ids.length > 0) await planReminders(trx, settings, await ahead());
}

export async function refuseMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<SuspendOutcome> {
  const refused = await suspendNewcomer(trx, settings.clock, change);
  if (refused.outcome === 'suspended') {
    await notifyOfRefusal(trx, settings, { cause, user: refused.user, actor: change.actor });
    recordMemberChange(trx, settings, refused);
  }
  return refused;
}

export async function removeMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange,
): Promise<SuspendOutcome> {
  const removed = await suspendMember(trx, settings.clock, change);
  if (removed.outcome === 'suspended') {
    const { user, ...freed } = removed;
    await notifyOfRemoval(trx, settings, { cause, user, actor: change.actor, freed });
    await planReminders(trx, settings, [...freed.dropped, ...freed.buddyLeft]);
    recordMemberChange(trx, settings, removed);
  }
  return removed;
}
