import { confirmBuddy } from '#src/actions/asks/confirm-buddy.ts';
import { declineInvitation } from '#src/actions/asks/decline-invitation.ts';
import type { InvitationOver } from '#src/actions/asks/lock-invitation.ts';
import type { Ask } from '#src/asks/ask.ts';
import { findOpenAsk } from '#src/asks/past-asks.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import { replyToDrop } from '#src/conversation/effects/shifts/dropping.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { AskReply } from '#src/conversation/machine/vocabulary.ts';
import { memberOf, reply, replyWithAsk, type Turn, turnCause } from '#src/conversation/turn.ts';
import { isReached } from '#src/notices/notify.ts';
import { openQuestionOf, payloadOf } from '#src/notices/shifts/invite-buddy.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { reasonIn } from './reason-in.ts';

/** What the buddy says to an invitation. */
export function answerInvitation(
  turn: Turn,
  ask: Ask,
  answer: AskReply,
  recording: Recording = { isRecorded: true },
): Promise<undefined> {
  return ANSWERS[answer](turn, ask, recording);
}

/** Whether the text is recorded as the answer to this ask. */
interface Recording {
  isRecorded: boolean;
}

const ANSWERS: Record<AskReply, (turn: Turn, ask: Ask, recording: Recording) => Promise<undefined>> = {
  // only the question about danger is answered so
  safe: askAgain,
  yes: accept,
  no: decline,
  who: tellWho,
  unsure: askAgain,
};

async function accept(turn: Turn, ask: Ask, recording: Recording): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const said = await confirmBuddy(trx, settings, answerFrom(turn, ask, recording));
  switch (said.outcome) {
    case 'confirmed':
    case 'confirmedBefore': {
      const { details } = said;
      const isTold = await isReached(trx, details.booker);
      return reply(turn, texts.buddyThanked({ ...shiftFactsOf(details), booker: bookerOf(details), isTold }));
    }
    case 'busy': {
      const { ref, shift } = shiftFactsOf(said.held);
      return reply(turn, texts.buddyHasShift({ ref: said.details.booking.ref, held: { ref, shift } }));
    }
    default:
      return sayWhatIsTrue(turn, ask, said);
  }
}

async function decline(turn: Turn, ask: Ask, recording: Recording): Promise<undefined> {
  const { trx, settings, texts, text } = turn;
  const words = reasonIn(text.body);
  const said = await declineInvitation(trx, settings, { ...answerFrom(turn, ask, recording), words });
  switch (said.outcome) {
    case 'answered':
      return replyToDrop(turn, said.dropped, words);
    case 'confirmedBefore':
      return reply(turn, texts.confirmedBefore({ ...shiftFactsOf(said.details), booker: bookerOf(said.details) }));
    default:
      return sayWhatIsTrue(turn, ask, said);
  }
}

function answerFrom(turn: Turn, { askId }: Ask, { isRecorded }: Recording) {
  const answer = { cause: turnCause(turn), askId, userId: memberOf(turn).userId };
  return { ...answer, ...(isRecorded && { inboxId: turn.text.inboxId }) };
}

/** Says who named them, and asks again. */
async function tellWho(turn: Turn, ask: Ask): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const { namedBy } = payloadOf(ask);
  const coordinator = namedBy === null ? undefined : await findUser(trx, namedBy);
  const question = openQuestionOf(settings, await getBookingDetails(trx, bookingOfAsk(ask)), ask);
  const body = coordinator
    ? texts.whoInvitesFor({ ...question, coordinator: firstName(coordinator.name) })
    : texts.whoInvites(question);
  return replyWithAsk(turn, ask, body);
}

/** "yes but …" may be news for somebody, so the words go to the coordinators like any text that we could not read. */
async function askAgain(turn: Turn, ask: Ask): Promise<undefined> {
  const { trx, settings, texts, text } = turn;
  await forwardText(turn, text.body, 'unread');
  const question = openQuestionOf(settings, await getBookingDetails(trx, bookingOfAsk(ask)), ask);
  return replyWithAsk(turn, ask, texts.askInvitationAgain({ ...question, ...watchFactsOf(settings) }));
}

async function sayWhatIsTrue(turn: Turn, ask: Ask, { outcome, details }: InvitationOver): Promise<undefined> {
  const { texts } = turn;
  const words = { ...shiftFactsOf(details), booker: bookerOf(details) };
  switch (outcome) {
    case 'dropped':
      return reply(turn, texts.invitationOff(words));
    case 'over':
      return reply(turn, texts.dropOver(words));
    case 'notBuddy':
      return reply(turn, hasOtherBuddy(details) ? texts.noLongerBuddy(words) : texts.buddyNoLonger(words));
    case 'moved':
      return askAboutNewTime(turn, ask, details);
  }
}

function hasOtherBuddy({ booking }: BookingDetails): boolean {
  return booking.buddyUserId !== null || booking.buddyName !== null || booking.buddyPhone !== null;
}

/** They answered the question about the old time. */
async function askAboutNewTime(turn: Turn, { subject }: Ask, details: BookingDetails): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const newer = await findOpenAsk(trx, { userId: memberOf(turn).userId, subject });
  if (!newer) {
    return reply(turn, texts.downAsBuddyOf({ ...shiftFactsOf(details), booker: bookerOf(details) }));
  }
  return replyWithAsk(turn, newer, texts.askMovedInvitation(openQuestionOf(settings, details, newer)));
}

function bookerOf({ booker }: BookingDetails): string {
  return shortName(booker.name);
}
