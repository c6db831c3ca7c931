import type { Transaction } from '#src/db/connect.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import type { User } from '#src/volunteers/user.ts';
import { shiftWords } from './shift-words.ts';
import { phoneOf, tellCoordinators } from './tell.ts';
import type { Watch } from './watch.ts';

/** Somebody on the roster, or a coordinator, can no longer be reached: the other coordinators must know. */
export async function noticeOfOptOut(
  trx: Transaction,
  watch: Watch,
  { cause, user, word, next }: { cause: string; user: User; word: string; next: BookingDetails | undefined },
): Promise<void> {
  if (!next && !user.isCoordinator) return;
  const who = { name: user.name, phone: phoneOf(user, watch.region), word };
  const shift = next && shiftWords(next);
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `${cause}:opt-out`,
    text: (texts) => {
      const booked = shift ? texts.optedOutBooked(shift) : '';
      return texts.optedOut({ ...who, booked: booked + (user.isCoordinator ? texts.optedOutCoordinator() : '') });
    },
    except: [user.userId],
  });
}
