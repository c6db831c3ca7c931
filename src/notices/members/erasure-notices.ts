import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { notifyOfReleasedBookings } from './notify-affected.ts';

/** Tells the coordinators, and everybody who would have patrolled with the person. These notices still name the person. */
export async function notifyOfErasure(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: ReleasedBookings },
): Promise<void> {
  const isSelf = actor.userId === user.userId;
  const who = { name: user.name, phone: phoneOf(user, settings.region), shifts: freed.dropped.length };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:forgotten:${user.userId}`,
    text: (texts) => texts.erasedFor({ ...who, coordinator: isSelf ? '' : actorName(actor, texts) }),
    except: [actor.userId, user.userId],
  });
  await notifyOfReleasedBookings(trx, settings, { cause, user, actor, freed });
}

/**
 * The last text to somebody whom we erased, at the number that they had. The caller has checked that they had not opted
 * out.
 */
export async function notifyErasedPerson(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  if (user.phone === null) return;
  const { userId } = user;
  await enqueue(trx, settings, {
    messageType: 'membership_notice',
    to: { identity: user.phone },
    body: settings.textsFor(user.language).erased(watchFactsOf(settings)),
    key: `${cause}:forgotten:${userId}`,
    isLastWord: true,
    userId,
  });
}
