import { answerPresence } from '#src/actions/asks/answer-presence.ts';
import type { Ask } from '#src/asks/ask.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import { presenceText } from '#src/conversation/effects/shifts/attendance.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { AskReply } from '#src/conversation/machine/vocabulary.ts';
import { memberOf, reply, replyWithAsk, type Turn } from '#src/conversation/turn.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';

/** The answer to "were you there?". It counts from when the text was received. */
export async function answerPresenceAsk(turn: Turn, ask: Ask, answer: AskReply): Promise<undefined> {
  if (answer !== 'yes' && answer !== 'no') return askAgain(turn, ask, answer);
  const { trx, settings, text } = turn;
  const claim = { userId: memberOf(turn).userId, bookingId: bookingOfAsk(ask), at: text.receivedAt };
  const said = { askId: ask.askId, inboxId: text.inboxId, wasThere: answer === 'yes' };
  return reply(turn, presenceText(turn, await answerPresence(trx, settings, { ...claim, ...said })));
}

async function askAgain(turn: Turn, ask: Ask, answer: AskReply): Promise<undefined> {
  const { trx, settings, texts, text } = turn;
  if (answer === 'unsure') await forwardText(turn, text.body, 'unread');
  const words = shiftFactsOf(await getBookingDetails(trx, bookingOfAsk(ask)));
  return replyWithAsk(turn, ask, texts.askPresenceAgain({ ...words, ...watchFactsOf(settings) }));
}
