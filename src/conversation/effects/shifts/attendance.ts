import type { PresenceOutcome } from '#src/actions/asks/answer-presence.ts';
import { openPresenceAsk } from '#src/actions/asks/open-presence-ask.ts';
import { checkInToShift, checkOutOfShift, confirmShiftPresence } from '#src/actions/attendance/check-in-to-shift.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import {
  type EffectOf,
  eventAs,
  memberOf,
  reply,
  replyWithAsk,
  type Turn,
  timeIn,
  turnCause,
} from '#src/conversation/turn.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { after, before, DAY, HOUR } from '#src/platform/duration.ts';
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
import { type AttendanceDoubt, findAttendanceDoubt, isNearEndOfOwnShift } from './attendance-doubt.ts';
import { shiftByRef } from './own-shift.ts';

type AttendanceCommand = 'IN' | 'OUT';

/** For so long after its end, a shift is named in the answer to an IN that comes too late. */
const JUST_MISSED = 3 * DAY;
/** Of a shift that is further away, the answer to an IN names the day. */
const SOON = 12 * HOUR;

/** IN and OUT count from when the text was received, even if it is handled late. */
export const onCheckIn: EffectOf<'onCheckIn'> = async (turn, { event }) => {
  const said = eventAs(event, 'IN');
  const doubt = await findAttendanceDoubt(turn, said);
  if (doubt) return askAttendance(turn, doubt);
  // "we are all in, good night" near the end of a shift means that they are home
  const command = said.sentence && (await isNearEndOfOwnShift(turn)) ? 'OUT' : 'IN';
  return attend(turn, command, said.ref);
};

export const onCheckOut: EffectOf<'onCheckOut'> = async (turn, { event }) => {
  const said = eventAs(event, 'OUT');
  const doubt = await findAttendanceDoubt(turn, said);
  return doubt ? askAttendance(turn, doubt) : attend(turn, 'OUT', said.ref);
};

/** Asks whether they are there, or have gone home. */
function askAttendance(turn: Turn, { isAbout, details }: AttendanceDoubt): OutcomeEvent {
  const { texts, text } = turn;
  reply(turn, isAbout === 'in' ? texts.askCheckIn(shiftFactsOf(details)) : texts.askGoneHome());
  return { type: 'CONFIRM_ACTION', offered: { intents: [isAbout], words: text.body, at: text.receivedAt.getTime() } };
}

/** The answer to "which shift?", by number or by ref. */
export const onShiftChosen: EffectOf<'onShiftChosen'> = async (turn, { event, context }) => {
  const chosen = eventAs(event, 'NUMBER', 'REF');
  if (chosen.type === 'REF') return attend(turn, context.verb, chosen.ref);
  const bookingId = context.bookingIds[chosen.number - 1];
  return bookingId === undefined ? undefined : attendTo(turn, context.verb, bookingId);
};

async function attend(
  turn: Turn,
  command: AttendanceCommand,
  ref: string | undefined,
): Promise<OutcomeEvent | undefined> {
  if (ref === undefined) return attendObvious(turn, command);
  const details = await shiftByRef(turn, ref);
  return details && attendTo(turn, command, details.booking.bookingId);
}

async function attendObvious(turn: Turn, command: AttendanceCommand): Promise<OutcomeEvent | undefined> {
  const { trx, texts, text } = turn;
  const asking = { userId: memberOf(turn).userId, at: text.receivedAt };
  const candidates = await listCheckInCandidates(trx, asking);
  const obvious =
    (command === 'OUT' && (await findCheckedInBooking(turn, candidates))) || pickCandidate(candidates, asking.at);
  if (obvious) return attendTo(turn, command, obvious.booking.bookingId);
  if (candidates.length > 0) return askWhich(turn, command, candidates);
  const next = await findNearestBooking(trx, asking);
  if (next) return reply(turn, texts.checkInOpens(opening(turn, next)));
  const last = (await listBookingsOf(trx, asking.userId, { endsAfter: before(asking.at, JUST_MISSED) })).at(-1);
  return reply(turn, last ? texts.checkInOver(shiftFactsOf(last)) : texts.noShiftToCheckIn());
}

/** OUT ends the shift that they are checked in to, even if the next one has begun. */
async function findCheckedInBooking(turn: Turn, candidates: BookingDetails[]): Promise<BookingDetails | undefined> {
  const { userId } = memberOf(turn);
  const ids = candidates.map(({ booking }) => booking.bookingId);
  const open = (await listCheckIns(turn.trx, ids)).filter((one) => one.userId === userId && one.inAt && !one.outAt);
  const [only, ...others] = open;
  return others.length > 0 ? undefined : candidates.find(({ booking }) => booking.bookingId === only?.bookingId);
}

function askWhich(turn: Turn, command: AttendanceCommand, candidates: BookingDetails[]): OutcomeEvent {
  const shown = candidates.slice(-3);
  reply(turn, turn.texts.whichShift({ items: shown.map(shiftFactsOf) }));
  return { type: 'WHICH_SHIFT', verb: command, bookingIds: shown.map(({ booking }) => booking.bookingId) };
}

function attendTo(turn: Turn, command: AttendanceCommand, bookingId: number): Promise<OutcomeEvent | undefined> {
  return command === 'IN' ? checkInTo(turn, bookingId) : checkOutOf(turn, bookingId);
}

async function checkInTo(turn: Turn, bookingId: number): Promise<OutcomeEvent | undefined> {
  const claim = { userId: memberOf(turn).userId, bookingId, at: turn.text.receivedAt };
  const checked = await checkInToShift(turn.trx, turn.settings, claim);
  if (checked.outcome === 'askPresence') return askPresence(turn, checked.details);
  return reply(turn, checkInText(turn, checked));
}

/** The shift has ended. Whether they were there is an ask, so that the answer counts until the window closes. */
async function askPresence(turn: Turn, details: BookingDetails): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const ask = await openPresenceAsk(trx, settings, { cause: turnCause(turn), user: memberOf(turn), details });
  const body = texts.askPresence(shiftFactsOf(details));
  return ask ? replyWithAsk(turn, ask, body) : reply(turn, body);
}

function checkInText(turn: Turn, checked: Exclude<CheckInOutcome, { outcome: 'askPresence' }>): string {
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

export const onPresenceConfirmed: EffectOf<'onPresenceConfirmed'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  const claim = { userId: memberOf(turn).userId, bookingId: context.bookingId, at: turn.text.receivedAt };
  return reply(turn, presenceText(turn, await confirmShiftPresence(turn.trx, turn.settings, claim)));
};

export function presenceText(turn: Turn, said: PresenceOutcome): string {
  switch (said.outcome) {
    case 'marked':
      return turn.texts.presenceMarked(shiftFactsOf(said.details));
    case 'denied':
      return turn.texts.presenceDenied(shiftFactsOf(said.details));
    default:
      return checkInText(turn, said);
  }
}

export const onPresenceDenied: EffectOf<'onPresenceDenied'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  return reply(turn, turn.texts.presenceDenied(shiftFactsOf(await getBookingDetails(turn.trx, context.bookingId))));
};

function opening(turn: Turn, details: BookingDetails) {
  const from = opensAt(details.shift);
  const isFar = from > after(turn.text.receivedAt, SOON);
  return { ...shiftFactsOf(details), time: timeIn(turn, from), isFar };
}
