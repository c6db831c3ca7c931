import type { Transaction } from '#src/db/connect.ts';
import { notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** `word` is what they texted; undefined if we learnt it otherwise. Somebody on the roster, or a coordinator, can no longer be reached: the other coordinators must know. */
export async function notifyOfOptOut(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause,
    user,
    word,
    next,
  }: { cause: string; user: User; word: string | undefined; next: BookingDetails | undefined },
): Promise<void> {
  if (!next && !user.isCoordinator) return;
  const who = { name: user.name, phone: phoneOf(user, settings.region) };
  const shift = next && shiftFactsOf(next);
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:opt-out`,
    text: (texts) => {
      const booked = shift ? texts.optedOutBooked(shift) : '';
      const more = booked + (user.isCoordinator ? texts.optedOutCoordinator() : '');
      if (word === undefined) return texts.optedOutElsewhere({ ...who, booked: more });
      return texts.optedOut({ ...who, word, booked: more });
    },
    except: [user.userId],
  });
}
