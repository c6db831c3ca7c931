import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { notifyOfOptOut } from '#src/notices/members/opt-out-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { optOut } from '#src/volunteers/numbers/opt-out.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';

/**
 * The provider refused a message because the recipient opted out there. Records the opt-out and tells the coordinators.
 */
export async function recordOptOutElsewhere(
  trx: Transaction,
  settings: WatchSettings,
  { identity, outboxId }: Outbound,
): Promise<void> {
  const now = settings.clock.now();
  const isNew = await optOut(trx, identity, now);
  const user = await findUserByPhone(trx, identity);
  if (!isNew || !user) return;
  const [next] = await listBookingsOf(trx, user.userId, { endsAfter: now });
  await notifyOfOptOut(trx, settings, { cause: `outbox:${outboxId}`, user, word: undefined, next });
}
