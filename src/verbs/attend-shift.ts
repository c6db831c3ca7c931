import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { Watch } from '#src/notices/watch.ts';
import { type CheckInOutcome, type ConfirmPresenceOutcome, checkIn, confirmPresence } from '#src/roster/check-in.ts';
import { type CheckOutOutcome, checkOut } from '#src/roster/check-out.ts';
import type { AttendanceClaim } from '#src/roster/own-booking.ts';

export async function arrive(trx: Transaction, watch: Watch, claim: AttendanceClaim): Promise<CheckInOutcome> {
  const checked = await checkIn(trx, claim);
  if (checked.outcome === 'in') seen(trx, watch, 'check_in', claim);
  return checked;
}

/** They were there, as they say after the end. */
export async function attest(trx: Transaction, watch: Watch, claim: AttendanceClaim): Promise<ConfirmPresenceOutcome> {
  const confirmed = await confirmPresence(trx, claim);
  if (confirmed.outcome === 'marked') seen(trx, watch, 'check_in', claim);
  return confirmed;
}

export async function depart(trx: Transaction, watch: Watch, claim: AttendanceClaim): Promise<CheckOutOutcome> {
  const out = await checkOut(trx, claim);
  if (out.outcome === 'out') seen(trx, watch, 'check_out', claim);
  return out;
}

function seen(
  trx: Transaction,
  watch: Watch,
  type: 'check_in' | 'check_out',
  { bookingId, userId, at }: AttendanceClaim,
) {
  recordLiveEvent(trx, watch.clock, { type, booking_id: bookingId, user_id: userId, at: at.toISOString() });
}
