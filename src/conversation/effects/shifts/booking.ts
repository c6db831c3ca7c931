import { bookShift as bookFor } from '#src/actions/bookings/book-shift.ts';
import type { BuddyWords, TimeWords } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { ListedShift, OutcomeEvent, ShiftList } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { confirmationText } from '#src/notices/booking-notices.ts';
import { shiftFactsOf, shiftTimeOf } from '#src/notices/shift-facts.ts';
import { factsOf } from '#src/notices/watch-settings.ts';
import { after, laterOf, MINUTE } from '#src/platform/duration.ts';
import type { BookOutcome } from '#src/roster/bookings/book-slot.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import type { BuddyRefusal } from '#src/roster/buddies/find-buddy-refusal.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { type Shift, shiftAt } from '#src/roster/schedules/occurrences.ts';
import { listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { listShiftsAt } from '#src/roster/shifts/list-shifts-at.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { isFresh, listAgain, listed, listRange } from './listing.ts';

/** Finds the shift that was meant; asks for a buddy, or books at once where one was named in the same breath. */
export const startBooking: EffectOf<'startBooking'> = async (turn, { event, context }) => {
  const asked = eventAs(event, 'BOOK', 'NUMBER');
  if (asked.type === 'NUMBER') return bookListed(turn, { number: asked.number, list: context.list });
  const { choice, buddy, unread } = asked;
  if (unread !== undefined) {
    await forwardText(turn, turn.text.body, 'unread');
    return reply(turn, turn.texts.unknownTime({ ...factsOf(turn.settings), words: unread.slice(0, 30) }));
  }
  if (!choice) return listAgain(turn);
  if ('number' in choice) return bookListed(turn, { number: choice.number, list: context.list, buddy });
  return bookAt(turn, choice.when, buddy);
};

export const bookShift: EffectOf<'bookShift'> = async (turn, { event, context }) => {
  const { buddy } = eventAs(event, 'BUDDY_GIVEN');
  return context.chosen ? book(turn, context.chosen, buddy) : listAgain(turn);
};

async function bookListed(
  turn: Turn,
  { number, list, buddy }: { number: number; list: ShiftList | null; buddy?: BuddyWords | undefined },
): Promise<OutcomeEvent | undefined> {
  const { texts } = turn;
  if (!list || !isFresh(turn, list)) return listAgain(turn, list ? texts.listIsOld() : undefined);
  const item = list.items[number - 1];
  if (!item) {
    const only = list.items.length === 1 && list.items[0] ? await shiftOfItem(turn, list.items[0]) : undefined;
    return reply(
      turn,
      only ? texts.onlyOneListed({ shift: shiftTimeOf(only) }) : texts.notListed({ count: list.items.length }),
    );
  }
  const shift = await shiftOfItem(turn, item);
  return shift ? choose(turn, shift, buddy) : listAgain(turn);
}

async function bookAt(turn: Turn, when: TimeWords, buddy: BuddyWords | undefined): Promise<OutcomeEvent | undefined> {
  if (when.kind === 'range') {
    const [first, second] = await listOpenWithin(turn, when);
    return first && !second ? choose(turn, first, buddy) : listRange(turn, when);
  }
  const [shift, another] = await listShiftsAt(turn.trx, when.at);
  if (!shift) return listAgain(turn, turn.texts.noShiftThen());
  // whether it is open they are told as it is booked
  if (!another) return choose(turn, shift, buddy);
  const [first, second] = await listOpenWithin(turn, { from: when.at, to: after(when.at, MINUTE) });
  return second ? listRange(turn, when) : choose(turn, first ?? shift, buddy);
}

/** The first two, from now on: whether there is one only. */
async function listOpenWithin(turn: Turn, { from, to }: { from: Date; to: Date }): Promise<Shift[]> {
  const { userId } = memberOf(turn);
  const query = { userId, from: laterOf(from, turn.settings.clock.now()), to, limit: 2 };
  return (await listOpenShifts(turn.trx, query)).shifts;
}

async function choose(turn: Turn, shift: Shift, buddy: BuddyWords | undefined): Promise<OutcomeEvent | undefined> {
  if (buddy) return book(turn, listed(shift), buddy);
  const { trx, settings, texts } = turn;
  const { userId } = memberOf(turn);
  if (shift.startsAt < settings.clock.now()) return reply(turn, texts.shiftStarted());
  const [held] = await listBookingsOf(trx, userId, { endsAfter: shift.startsAt, startsBefore: shift.endsAt });
  if (held) return reply(turn, texts.overlapping(shiftFactsOf(held)));
  const moment = { userId, from: shift.startsAt, to: after(shift.startsAt, MINUTE), limit: 100 };
  const { shifts } = await listOpenShifts(trx, moment);
  if (!shifts.some(({ scheduleId }) => scheduleId === shift.scheduleId)) return sayTaken(turn, shift);
  reply(turn, texts.askBuddy({ shift: shiftTimeOf(shift) }));
  return { type: 'CHOSEN', chosen: listed(shift) };
}

async function book(turn: Turn, chosen: ListedShift, buddy: BuddyWords): Promise<OutcomeEvent | undefined> {
  if (buddy.kind === 'malformed') {
    reply(turn, turn.texts.malformedNumber({ digits: buddy.digits.slice(0, 20) }));
    return { type: 'CHOSEN', chosen };
  }
  const startsAt = new Date(chosen.startsAt);
  const request = { userId: memberOf(turn).userId, scheduleId: chosen.scheduleId, startsAt, buddy };
  const booked = await bookFor(turn.trx, turn.settings, { cause: turnCause(turn), ...request });
  return answer(turn, chosen, booked);
}

async function answer(turn: Turn, chosen: ListedShift, booked: BookOutcome): Promise<OutcomeEvent | undefined> {
  const { texts } = turn;
  switch (booked.outcome) {
    case 'booked':
      confirm(turn, booked);
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

function confirm(turn: Turn, { details }: Extract<BookOutcome, { outcome: 'booked' }>): void {
  const body = confirmationText(turn.texts, details, turn.settings.region);
  turn.replies.push({ messageType: 'booking_confirmation', body });
}

/** Why the named buddy won't do, and how to name another: in answer to the open question, or for a shift with a ref. */
export function refusalText({ texts }: Turn, refusal: BuddyRefusal, ref?: string | undefined): string {
  switch (refusal.outcome) {
    case 'buddyIsSelf':
      return texts.ownNumber({ ref });
    case 'buddyBusy':
      return texts.buddyIsBusy({ ref, buddy: shortName(refusal.name) });
    case 'tooManyNumbers':
      return texts.tooManyNumbers({ ref });
  }
}

async function sayTaken(turn: Turn, shift: Shift): Promise<OutcomeEvent | undefined> {
  const words = { shift: shiftTimeOf(shift) };
  return listAgain(turn, turn.texts.taken(words), turn.texts.takenAndNothingOpen(words));
}

async function shiftOfItem(turn: Turn, item: ListedShift): Promise<Shift | undefined> {
  const schedule = await findSchedule(turn.trx, item.scheduleId);
  return schedule && shiftAt(schedule, new Date(item.startsAt));
}
