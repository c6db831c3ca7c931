import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { answerAsk } from '#src/asks/end-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { DropOutcome } from '#src/roster/bookings/drop-booking.ts';
import type { InvitationAnswer } from './confirm-buddy.ts';
import { type InvitationOver, lockInvitation } from './lock-invitation.ts';

export type DeclineOutcome =
  /** They leave as buddy, as with DROP. */
  | { outcome: 'answered'; dropped: DropOutcome }
  /** They said before that they come, and nothing is asked now. Only DROP ends that. */
  | { outcome: 'confirmedBefore'; details: BookingDetails }
  | InvitationOver;

/** The invited buddy says that they do not come. `words`: the reason, as typed; empty if they gave none. */
export async function declineInvitation(
  trx: Transaction,
  settings: WatchSettings,
  { cause, askId, userId, inboxId, words }: InvitationAnswer & { words: string },
): Promise<DeclineOutcome> {
  const invitation = await lockInvitation(trx, settings.clock, { askId, userId });
  if (invitation.outcome !== 'stands') return invitation;
  const { details } = invitation;
  const answer = { askId, answer: 'no', ...(inboxId !== undefined && { inboxId }) };
  const wasOpen = (await answerAsk(trx, settings.clock, answer)) !== undefined;
  if (!wasOpen && details.booking.buddyConfirmedAt !== null) return { outcome: 'confirmedBefore', details };
  const { bookingId } = details.booking;
  return { outcome: 'answered', dropped: await dropShift(trx, settings, { cause, userId, bookingId, words }) };
}
