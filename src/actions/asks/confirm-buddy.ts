import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { shiftIds } from '#src/actions/bookings/book-shift.ts';
import { answerAsk } from '#src/asks/end-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfBuddyComing } from '#src/notices/shifts/buddy-answer-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { findHeldShift } from '#src/roster/bookings/find-overlap.ts';
import { confirmLinkedBuddy } from '#src/roster/buddies/confirm-linked-buddy.ts';
import { type InvitationOver, lockInvitation } from './lock-invitation.ts';

/** An answer of the invited buddy. `inboxId`: the text, if it was one. */
export interface InvitationAnswer extends Pick<ActionOrigin, 'cause'> {
  askId: number;
  userId: number;
  inboxId?: number;
}

export type ConfirmBuddyOutcome =
  | { outcome: 'confirmed'; details: BookingDetails }
  | { outcome: 'confirmedBefore'; details: BookingDetails }
  /** They have another shift at that time, `held`. The invitation stays open. */
  | { outcome: 'busy'; details: BookingDetails; held: BookingDetails }
  | InvitationOver;

/** The invited buddy says that they come. The booker is told. It counts after the deadline too, as long as they are the buddy. */
export async function confirmBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, askId, userId, inboxId }: InvitationAnswer,
): Promise<ConfirmBuddyOutcome> {
  // of two yeses at once, to two invitations, only one finds the person free
  await lockRows(trx, 'users', [userId]);
  const invitation = await lockInvitation(trx, settings.clock, { askId, userId });
  if (invitation.outcome !== 'stands') return invitation;
  const { details } = invitation;
  const { booking, shift } = details;
  const held = booking.buddyConfirmedAt === null && (await findHeldShift(trx, userId, shift, booking.bookingId));
  if (held) return { outcome: 'busy', details, held: await getBookingDetails(trx, held.bookingId) };
  await answerAsk(trx, settings.clock, { askId, answer: 'yes', ...(inboxId !== undefined && { inboxId }) });
  if (details.booking.buddyConfirmedAt !== null) return { outcome: 'confirmedBefore', details };
  await confirmLinkedBuddy(trx, details.booking, settings.clock.now());
  await notifyOfBuddyComing(trx, settings, { cause, details });
  recordLiveEvent(trx, settings.clock, { type: 'buddy_change', ...shiftIds(details) });
  return { outcome: 'confirmed', details };
}
