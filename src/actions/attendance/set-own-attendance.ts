import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { AttendanceClaim } from '#src/roster/attendance/attendance-claim.ts';
import type { CheckInOutcome, ConfirmPresenceOutcome } from '#src/roster/attendance/check-in.ts';
import { type WithdrawOutcome, withdrawCheckIn } from '#src/roster/attendance/withdraw-check-in.ts';
import { checkInToShift, confirmShiftPresence } from './check-in-to-shift.ts';

export type AttendanceOutcome =
  | Exclude<CheckInOutcome, { outcome: 'askPresence' }>
  | ConfirmPresenceOutcome
  | WithdrawOutcome;

/**
 * The booker or the buddy says whether they were there, without being asked: they check in during the shift, and
 * confirm or withdraw until 12 hours after its end.
 */
export async function setOwnAttendance(
  trx: Transaction,
  settings: WatchSettings,
  { attended, ...claim }: AttendanceClaim & { attended: boolean },
): Promise<AttendanceOutcome> {
  if (!attended) return withdraw(trx, settings, claim);
  const arrived = await checkInToShift(trx, settings, claim);
  if (arrived.outcome !== 'askPresence') return arrived;
  return confirmShiftPresence(trx, settings, { ...claim, locked: arrived.details });
}

async function withdraw(trx: Transaction, settings: WatchSettings, claim: AttendanceClaim): Promise<WithdrawOutcome> {
  const withdrawn = await withdrawCheckIn(trx, claim);
  if (withdrawn.outcome === 'withdrawn') {
    const { bookingId, userId } = claim;
    recordLiveEvent(trx, settings.clock, { type: 'check_in_withdrawn', booking_id: bookingId, user_id: userId });
  }
  return withdrawn;
}
