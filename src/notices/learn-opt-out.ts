import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { optOut } from '#src/volunteers/numbers/opt-out.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { noticeOfOptOut } from './opt-out-notices.ts';
import type { WatchSettings } from './watch-settings.ts';

/** The provider refused a message since its recipient has stopped us there: recorded, and the coordinators must know. */
export async function learnOptOut(
  trx: Transaction,
  settings: WatchSettings,
  { identity, outboxId }: Outbound,
): Promise<void> {
  const now = settings.clock.now();
  const isNew = await optOut(trx, identity, now);
  const user = await findUserByPhone(trx, identity);
  if (!isNew || !user) return;
  const [next] = await listBookingsOf(trx, user.userId, { endsAfter: now });
  await noticeOfOptOut(trx, settings, { cause: `outbox:${outboxId}`, user, word: undefined, next });
}
