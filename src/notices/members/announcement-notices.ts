import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';

interface Announcement {
  broadcastId: number;
  words: string;
  /** The coordinator whose words they are. */
  writtenBy: number;
  /** The coordinator who sent or cancelled it. */
  coordinator: User;
  /** How many people it goes to, or does not reach any more. */
  count: number;
}

/** An announcement speaks for the watch, so the other coordinators know who sent it. */
export async function notifyOfAnnouncement(
  trx: Transaction,
  settings: WatchSettings,
  { broadcastId, words, writtenBy, coordinator, count }: Announcement,
): Promise<void> {
  const who = { coordinator: firstName(coordinator.name), count };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    writtenBy,
    cause: `broadcast:${broadcastId}:sent-by`,
    text: (texts) => quoteToFit((cut) => texts.announcedBy({ ...who, words: texts.quoted({ words: cut }) }), words),
    except: [coordinator.userId],
  });
}

/** Tells the other coordinators, and so perhaps its author, that the rest of it is not sent. */
export async function notifyOfCancelledAnnouncement(
  trx: Transaction,
  settings: WatchSettings,
  { broadcastId, words, writtenBy, coordinator, count }: Announcement,
): Promise<void> {
  const who = { coordinator: firstName(coordinator.name), count };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    writtenBy,
    cause: `broadcast:${broadcastId}:cancelled-by`,
    text: (texts) =>
      quoteToFit((cut) => texts.announcementCancelled({ ...who, words: texts.quoted({ words: cut }) }), words),
    except: [coordinator.userId],
  });
}
