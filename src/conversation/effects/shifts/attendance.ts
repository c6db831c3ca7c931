import { checkInToShift, checkOutOfShift, confirmShiftPresence } from '#src/actions/attendance/check-in-to-shift.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn } from '#src/conversation/turn.ts';
import { shiftFactsOf } from '#src/notices/shift-facts.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { opensAt } from '#src/roster/attendance/attendance-window.ts';
import type { CheckInOutcome } from '#src/roster/attendance/check-in.ts';
import {
  findNearestBooking,
  listCheckInCandidates,
  pickCandidate,
} from '#src/roster/attendance/check-in-candidates.ts';
import { listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { getBookingDetails, listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { shiftByRef } from './own-shift.ts';

type Verb = 'IN' | 'OUT';

/** A bare IN that comes too late still means the shift that ended within this time. */
const JUST_MISSED = 3 * DAY;

/** IN and OUT count from when the text was received, however late it is handled. */
export const attend: EffectOf<'attend'> = async (turn, { event, context }) => {
  const asked = eventAs(event, 'IN', 'OUT', 'NUMBER', 'REF');
  if (asked.type === 'NUMBER') {
    const bookingId = context.bookingIds[asked.number - 1];
    return bookingId === undefined ? undefined : attendTo(turn, context.verb, bookingId);
  }
  const verb = asked.type === 'REF' ? context.verb : asked.type;
  if (asked.ref === undefined) return attendObvious(turn, verb);
  const details = await shiftByRef(turn, asked.ref);
  return details && attendTo(turn, verb, details.booking.bookingId);
};

async function attendObvious(turn: Turn, verb: Verb): Promise<OutcomeEvent | undefined> {
  const { trx, texts, text } = turn;
  const asking = { userId: memberOf(turn).userId, at: text.receivedAt };
  const candidates = await listCheckInCandidates(trx, asking);
  const obvious = (verb === 'OUT' && (await theOneTheyAreIn(turn, candidates))) || pickCandidate(candidates, asking.at);
  if (obvious) return attendTo(turn, verb, obvious.booking.bookingId);
  if (candidates.length > 0) return askWhich(turn, verb, candidates);
  const next = await findNearestBooking(trx, asking);
  if (next) return reply(turn, texts.checkInOpens(opening(turn, next)));
  const last = (await listBookingsOf(trx, asking.userId, { endsAfter: before(asking.at, JUST_MISSED) })).at(-1);
  return reply(turn, last ? texts.checkInOver(shiftFactsOf(last)) : texts.noShiftToCheckIn());
}

/** OUT leaves the shift that they are in, though the next one may have begun. */
async function theOneTheyAreIn(turn: Turn, candidates: BookingDetails[]): Promise<BookingDetails | undefined> {
  const { userId } = memberOf(turn);
  const ids = candidates.map(({ booking }) => booking.bookingId);
  const open = (await listCheckIns(turn.trx, ids)).filter((one) => one.userId === userId && one.inAt && !one.outAt);
  const [only, ...others] = open;
  return others.length > 0 ? undefined : candidates.find(({ booking }) => booking.bookingId === only?.bookingId);
}

function askWhich(turn: Turn, verb: Verb, candidates: BookingDetails[]): OutcomeEvent {
  const shown = candidates.slice(-3);
  reply(turn, turn.texts.whichShift({ items: shown.map(shiftFactsOf) }));
  return { type: 'WHICH_SHIFT', verb, bookingIds: shown.map(({ booking }) => booking.bookingId) };
}

function attendTo(turn: Turn, verb: Verb, bookingId: number): Promise<OutcomeEvent | undefined> {
  return verb === 'IN' ? checkInTo(turn, bookingId) : checkOutOf(turn, bookingId);
}

async function checkInTo(turn: Turn, bookingId: number): Promise<OutcomeEvent | undefined> {
  const claim = { userId: memberOf(turn).userId, bookingId, at: turn.text.receivedAt };
  const checked = await checkInToShift(turn.trx, turn.settings, claim);
  reply(turn, checkInText(turn, checked));
  return checked.outcome === 'askPresence' ? { type: 'CONFIRM_PRESENCE', bookingId } : undefined;
}

function checkInText(turn: Turn, checked: CheckInOutcome): string {
  const { texts } = turn;
  if (checked.outcome === 'notYours') return texts.noShiftToCheckIn();
  const words = shiftFactsOf(checked.details);
  switch (checked.outcome) {
    case 'in':
      return texts.checkedIn({ ...words, time: timeIn(turn, checked.since) });
    case 'alreadyIn':
      if (checked.out) return texts.checkedOutAlready({ ...words, time: timeIn(turn, checked.out) });
      return checked.since
        ? texts.checkedInAlready({ ...words, time: timeIn(turn, checked.since) })
        : texts.presenceKnown(words);
    case 'askPresence':
      return texts.askPresence(words);
    case 'tooEarly':
      return texts.checkInOpens(opening(turn, checked.details));
    case 'tooLate':
      return texts.checkInOver(words);
    case 'dropped':
      return texts.droppedBefore(words);
  }
}

async function checkOutOf(turn: Turn, bookingId: number): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const out = await checkOutOfShift(trx, settings, {
    userId: memberOf(turn).userId,
    bookingId,
    at: turn.text.receivedAt,
  });
  if (out.outcome === 'notYours') return reply(turn, texts.noShiftToCheckIn());
  const words = shiftFactsOf(out.details);
  switch (out.outcome) {
    case 'out':
      return reply(turn, texts.checkedOut({ ...words, time: timeIn(turn, out.at) }));
    case 'alreadyOut':
      return reply(turn, texts.checkedOutAlready({ ...words, time: timeIn(turn, out.since) }));
    case 'notIn':
      return reply(turn, texts.notIn(words));
    case 'tooLate':
      return reply(turn, texts.checkInOver(words));
    case 'dropped':
      return reply(turn, texts.droppedBefore(words));
  }
}

export const confirmPresence: EffectOf<'confirmPresence'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  const claim = { userId: memberOf(turn).userId, bookingId: context.bookingId, at: turn.text.receivedAt };
  const confirmed = await confirmShiftPresence(turn.trx, turn.settings, claim);
  if (confirmed.outcome === 'marked') return reply(turn, turn.texts.presenceMarked(shiftFactsOf(confirmed.details)));
  return reply(turn, checkInText(turn, confirmed));
};

export const denyPresence: EffectOf<'denyPresence'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  return reply(turn, turn.texts.presenceDenied(shiftFactsOf(await getBookingDetails(turn.trx, context.bookingId))));
};

function opening(turn: Turn, details: BookingDetails) {
  return { ...shiftFactsOf(details), time: timeIn(turn, opensAt(details.shift)) };
}
