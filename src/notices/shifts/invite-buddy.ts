import type { Ask } from '#src/asks/ask.ts';
import { askDeadline } from '#src/asks/ask-deadline.ts';
import { openAsk } from '#src/asks/open-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before, earlierOf, HOUR } from '#src/platform/duration.ts';
import { addDays, instantAt, localDateOf } from '#src/platform/zoned-time.ts';
import type { Booking } from '#src/roster/bookings/booking.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { ShiftQuestion } from '#src/texts/subjects/invitation-texts.ts';
import type { Texts } from '#src/texts/texts.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { shiftFactsOf } from './shift-facts.ts';

/** A buddy has until 20:00 of the next day, and until two hours before the start at the latest. */
const LAST_HOUR = 20;
const BEFORE_START = 2 * HOUR;

/** What an invitation remembers, as JSON. */
export interface InvitationPayload {
  /** The coordinator who named the buddy. Null: the booker did. */
  namedBy: number | null;
  /** The start of the shift that was asked about, in milliseconds. */
  shiftStart: number;
  /** Whether the question named its deadline. */
  isStated: boolean;
}

interface Invitation {
  cause: string;
  details: BookingDetails;
  buddyUser: User;
  /** The coordinator who named the buddy, or moved the shift. */
  coordinatorId?: number | undefined;
  text: (texts: Texts, question: ShiftQuestion) => string;
}

/** Asks the linked buddy whether they come. The booking stands in the meantime. */
export async function inviteBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, buddyUser, coordinatorId, text }: Invitation,
): Promise<void> {
  const { booking } = details;
  const { userId, phone } = buddyUser;
  if (phone === null) return;
  const stated = invitationDeadline(settings, booking);
  const payload: InvitationPayload = {
    namedBy: coordinatorId ?? null,
    shiftStart: booking.shiftStart.getTime(),
    isStated: stated !== null,
  };
  const opened = await openAsk(trx, settings, {
    kind: 'buddy_invitation',
    key: `buddy_invitation:${cause}:${booking.bookingId}`,
    ...{ identity: phone, userId, subject: subjectOfBooking(booking.bookingId), ref: booking.ref, payload },
    deadlineAt: stated ?? silentEnd(settings, booking),
  });
  if (!opened) return;
  const question = questionOf(settings, details, stated);
  await notify(trx, settings, buddyUser, {
    messageType: 'shift_notice',
    cause: `${cause}:buddy:${booking.bookingId}`,
    text: (texts) => text(texts, question),
    dueAt: opened.sendAt,
    expiresAt: booking.shiftEnd,
    holdsFor: details,
    askId: opened.ask.askId,
  });
}

/** The question of an ask that was opened before, to ask it again. */
export function openQuestionOf(settings: WatchSettings, details: BookingDetails, ask: Ask): ShiftQuestion {
  const isAhead = payloadOf(ask).isStated && ask.isOpenAt(settings.clock.now());
  return questionOf(settings, details, isAhead ? ask.deadlineAt : null);
}

export function payloadOf({ payload }: Pick<Ask, 'payload'>): InvitationPayload {
  return JSON.parse(payload);
}

function questionOf(settings: WatchSettings, details: BookingDetails, deadline: Date | null): ShiftQuestion {
  const { zone } = settings;
  return {
    ...shiftFactsOf(details),
    booker: shortName(details.booker.name),
    deadline: deadline ? { instant: deadline, zone } : undefined,
  };
}

function invitationDeadline({ clock, zone }: WatchSettings, { shiftStart }: Booking): Date | null {
  const now = clock.now();
  const nextDay = instantAt(addDays(localDateOf(now, zone), 1), LAST_HOUR, 0, zone);
  return askDeadline(now, earlierOf(nextDay, before(shiftStart, BEFORE_START)), zone);
}

/** Without a deadline, the answer counts until the start, and for a shift that runs until its end. */
function silentEnd({ clock }: WatchSettings, { shiftStart, shiftEnd }: Booking): Date {
  return shiftStart > clock.now() ? shiftStart : shiftEnd;
}
