import { bookShift } from '#src/actions/bookings/book-shift.ts';
import type { KnownBuddy, UnfinishedBuddy } from '#src/conversation/events.ts';
import type { ListedShift, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { confirmationText } from '#src/notices/shifts/booking-notices.ts';
import { shiftFactsOf, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import type { BookOutcome } from '#src/roster/bookings/book-slot.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { refusalText } from './buddy-refusal.ts';
import { findMeantShift, shiftOfItem } from './find-meant-shift.ts';
import { listAgain, listed } from './listing.ts';
import { isKnown, unfinishedText } from './unfinished-buddy.ts';

/** BOOK, or a number of the list. Books at once if the text names a buddy, and asks for one otherwise. */
export const onBook: EffectOf<'onBook'> = async (turn, { event, context }) => {
  const asked = eventAs(event, 'BOOK', 'NUMBER');
  const meant = await findMeantShift(turn, asked, context.list);
  if (!meant.shift) return meant.outcome;
  const buddy = asked.type === 'BOOK' ? asked.buddy : undefined;
  if (!buddy || !isKnown(buddy)) return askBuddy(turn, meant.shift, buddy);
  const chosen = listed(meant.shift);
  const booked = await bookShift(turn.trx, turn.settings, requestFor(turn, chosen, buddy));
  return answerBooking(turn, chosen, booked);
};

/** The answer to "who comes with you?" */
export const onBuddyGiven: EffectOf<'onBuddyGiven'> = async (turn, { event, context: { chosen } }) => {
  const { buddy } = eventAs(event, 'BUDDY_GIVEN');
  if (!chosen) return listAgain(turn);
  if (!isKnown(buddy)) return askBuddyAgain(turn, chosen, buddy);
  const booked = await bookShift(turn.trx, turn.settings, requestFor(turn, chosen, buddy));
  return answerBooking(turn, chosen, booked);
};

/** `said`: what they said about a buddy together with the shift. It names nobody yet. */
async function askBuddy(turn: Turn, shift: Shift, said?: UnfinishedBuddy): Promise<OutcomeEvent | undefined> {
  const { trx, settings, texts } = turn;
  const { userId } = memberOf(turn);
  if (shift.startsAt < settings.clock.now()) return reply(turn, texts.shiftStarted());
  const [held] = await listBookingsOf(trx, userId, { endsAfter: shift.startsAt, startsBefore: shift.endsAt });
  if (held) return reply(turn, texts.overlapping(shiftFactsOf(held)));
  const thatStart = { userId, from: shift.startsAt, to: after(shift.startsAt, MINUTE), limit: 100 };
  const { shifts } = await listOpenShifts(trx, thatStart);
  if (!shifts.some(({ scheduleId }) => scheduleId === shift.scheduleId)) return sayTaken(turn, shift);
  const question = () => texts.askBuddy({ shift: shiftTimeOf(shift) });
  reply(turn, said ? unfinishedText(texts, said, { askAgain: question }) : question());
  return { type: 'CHOSEN', chosen: listed(shift) };
}

async function askBuddyAgain(turn: Turn, chosen: ListedShift, buddy: UnfinishedBuddy): Promise<OutcomeEvent> {
  const shift = await shiftOfItem(turn, chosen);
  const askAgain = () => turn.texts.buddyIsOpen({ shift: shift && shiftTimeOf(shift) });
  reply(turn, unfinishedText(turn.texts, buddy, { askAgain }));
  return { type: 'CHOSEN', chosen };
}

function requestFor(turn: Turn, { scheduleId, startsAt }: ListedShift, buddy: KnownBuddy) {
  const user = memberOf(turn);
  const shift = { scheduleId, startsAt: new Date(startsAt) };
  return { cause: turnCause(turn), userId: user.userId, ...shift, buddy, knownUsers: [user] };
}

async function answerBooking(turn: Turn, chosen: ListedShift, booked: BookOutcome): Promise<OutcomeEvent | undefined> {
  const { texts } = turn;
  switch (booked.outcome) {
    case 'booked':
      confirmBooking(turn, booked);
      return { type: 'DONE' };
    case 'overlapping':
      reply(turn, texts.overlapping(shiftFactsOf(booked.details)));
      return { type: 'DONE' };
    case 'started':
      reply(turn, texts.shiftStarted());
      return { type: 'DONE' };
    case 'noSuchSchedule':
    case 'notAShift':
      return listAgain(turn, texts.noShiftThen());
    case 'taken': {
      const shift = await shiftOfItem(turn, chosen);
      return shift ? sayTaken(turn, shift) : listAgain(turn);
    }
    default:
      reply(turn, refusalText(turn, booked));
      return { type: 'CHOSEN', chosen };
  }
}

function confirmBooking(turn: Turn, { details }: Extract<BookOutcome, { outcome: 'booked' }>): void {
  const body = confirmationText(turn.texts, details, turn.settings.region);
  turn.replies.push({ messageType: 'booking_confirmation', body });
}

async function sayTaken(turn: Turn, shift: Shift): Promise<OutcomeEvent | undefined> {
  const words = { shift: shiftTimeOf(shift) };
  return listAgain(turn, turn.texts.taken(words), turn.texts.takenAndNothingOpen(words));
}
