import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Texts } from '#src/texts/texts.ts';
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
export function notifyOfAnnouncement(trx: Transaction, settings: WatchSettings, sent: Announcement): Promise<void> {
  return notifyOthers(trx, settings, sent, 'sent-by', (texts) => texts.announcedBy);
}

/** Tells the other coordinators, and so perhaps its author, that the rest of it is not sent. */
export function notifyOfCancelledAnnouncement(
  trx: Transaction,
  settings: WatchSettings,
  cancelled: Announcement,
): Promise<void> {
  return notifyOthers(trx, settings, cancelled, 'cancelled-by', (texts) => texts.announcementCancelled);
}

async function notifyOthers(
  trx: Transaction,
  settings: WatchSettings,
  { broadcastId, words, writtenBy, coordinator, count }: Announcement,
  what: 'sent-by' | 'cancelled-by',
  textOf: (texts: Texts) => (facts: { coordinator: string; count: number; words: string }) => string,
): Promise<void> {
  const who = { coordinator: firstName(coordinator.name), count };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    writtenBy,
    cause: `broadcast:${broadcastId}:${what}`,
    text: (texts) => quoteToFit((cut) => textOf(texts)({ ...who, words: texts.quoted({ words: cut }) }), words),
    except: [coordinator.userId],
  });
}
