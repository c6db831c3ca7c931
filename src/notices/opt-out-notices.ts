import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import type { User } from '#src/volunteers/user.ts';
import { shiftWords } from './shift-words.ts';
import { phoneOf, tellCoordinators } from './tell.ts';
import type { Watch } from './watch.ts';

/** `word` is what they texted; undefined if we learnt it otherwise. Somebody on the roster, or a coordinator, can no longer be reached: the other coordinators must know. */
export async function noticeOfOptOut(
  trx: Transaction,
  watch: Watch,
  {
    cause,
    user,
    word,
    next,
  }: { cause: string; user: User; word: string | undefined; next: BookingDetails | undefined },
): Promise<void> {
  if (!next && !user.isCoordinator) return;
  const who = { name: user.name, phone: phoneOf(user, watch.region) };
  const shift = next && shiftWords(next);
  await tellCoordinators(trx, watch, {
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
