import type { Transaction } from '#src/db/connect.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import { notifyOfBuddyLeaving, notifyOfDrop } from '#src/notices/shifts/drop-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { minutesToStart } from '#src/roster/bookings/late-drop.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import type { MemberChange } from '#src/texts/subjects/people-texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Tells everybody who would have patrolled with them. `actor`: who took them off the roster. It may be themselves. */
export async function notifyOfReleasedBookings(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: ReleasedBookings },
): Promise<void> {
  const now = settings.clock.now();
  const gap = (details: BookingDetails) => ({
    cause,
    details,
    words: '',
    actor: actor.userId === user.userId ? undefined : actor,
    minutesToStart: minutesToStart(details.booking, now),
  });
  for (const details of freed.dropped) await notifyOfDrop(trx, settings, gap(details));
  for (const details of freed.buddyLeft) await notifyOfBuddyLeaving(trx, settings, { ...gap(details), buddy: user });
}

/** Tells the coordinators who neither did it nor are the person. */
export async function notifyOtherCoordinators(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, change }: { cause: string; user: User; actor: Actor; change: MemberChange },
): Promise<void> {
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:${change}:others`,
    text: (texts) => texts.memberChanged({ coordinator: actorName(actor, texts), name: user.name, change }),
    except: [actor.userId, user.userId],
  });
}
