import type { Transaction } from '#src/db/connect.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isLateDrop } from '#src/roster/bookings/late-drop.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { shiftFactsOf } from './shift-facts.ts';
import { withQuotedWords } from './with-quoted-words.ts';

export interface DropNotice {
  cause: string;
  details: BookingDetails;
  minutesToStart: number;
  /** What they said about it, whole. */
  words: string;
  /** The coordinator or operator who took the person off the roster, and so off the shift. */
  actor?: Actor | undefined;
}

/** The booker dropped it, or left the watch. Tells the buddy, who must not patrol alone, and the coordinators if the gap is late. */
export async function notifyOfDrop(trx: Transaction, settings: WatchSettings, drop: DropNotice): Promise<void> {
  const { details, minutesToStart } = drop;
  const { booker, buddyUser, booking } = details;
  const shift = shiftFactsOf(details);
  if (buddyUser) {
    const base = { ...shift, booker: shortName(booker.name) };
    await notify(trx, settings, buddyUser, {
      messageType: 'shift_notice',
      cause: `${drop.cause}:dropped:${booking.bookingId}`,
      text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.droppedByBooker({ ...base, said })),
      expiresAt: booking.shiftEnd,
    });
  }
  if (!isLateDrop(minutesToStart)) return;
  const who = { ...shift, name: booker.name, phone: phoneOf(booker, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${drop.cause}:late:${booking.bookingId}`,
    text: (texts) => {
      if (drop.actor) return texts.takenOffLate({ ...who, coordinator: actorName(drop.actor, texts) });
      const late = { ...who, minutes: minutesToStart };
      return withQuotedWords(drop.words, texts, (said) => texts.droppedLate({ ...late, said }));
    },
    except: [booker.userId],
  });
}

/** The linked buddy dropped out. Tells the booker why, and shortly before the start the coordinators too. */
export async function notifyOfBuddyLeaving(
  trx: Transaction,
  settings: WatchSettings,
  drop: DropNotice & { buddy: User },
): Promise<void> {
  const { details, minutesToStart, buddy } = drop;
  const { booker, booking } = details;
  const shift = shiftFactsOf(details);
  const told = { ...shift, buddy: shortName(buddy.name) };
  await notify(trx, settings, booker, {
    messageType: 'shift_notice',
    cause: `${drop.cause}:buddy-left:${booking.bookingId}`,
    text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.buddyCantCome({ ...told, said })),
    expiresAt: booking.shiftEnd,
    holdsFor: details,
  });
  if (!isLateDrop(minutesToStart)) return;
  const names = { buddy: buddy.name, buddyPhone: phoneOf(buddy, settings.region), booker: firstName(booker.name) };
  const late = { ...shift, ...names, phone: phoneOf(booker, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${drop.cause}:buddy-late:${booking.bookingId}`,
    text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.buddyOffLate({ ...late, said })),
    except: [booker.userId, buddy.userId],
  });
}
