import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { cancelBroadcastMessages, findBroadcast } from '#src/messaging/outbox/broadcasts.ts';
import { notifyOfCancelledAnnouncement } from '#src/notices/members/announcement-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Stops what has not left of an announcement, of whichever coordinator. Returns how many people do not get it; undefined if there is none. */
export async function cancelBroadcast(
  trx: Transaction,
  settings: WatchSettings,
  { broadcastId, coordinator, channel }: Pick<ActionOrigin, 'channel'> & { broadcastId: number; coordinator: User },
): Promise<number | undefined> {
  const found = await findBroadcast(trx, broadcastId);
  if (!found) return undefined;
  const count = await cancelBroadcastMessages(trx, broadcastId);
  if (count === 0) return 0;
  const { body: words, writtenBy } = found;
  await notifyOfCancelledAnnouncement(trx, settings, { broadcastId, words, writtenBy, coordinator, count });
  await audit(trx, settings.clock, {
    actorUserId: coordinator.userId,
    channel,
    action: 'message.broadcast.cancel',
    subject: `broadcast:${broadcastId}`,
    after: { cancelled: count },
  });
  return count;
}
