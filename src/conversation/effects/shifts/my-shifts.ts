import type { OutcomeEvent, PageCursor } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, memberOf, reply, type Turn, timeIn } from '#src/conversation/turn.ts';
import { countFitting } from '#src/messaging/segments/count-fitting.ts';
import { buddyWords, companionWords, shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { type CheckInRecord, listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { listAhead, shiftByRef } from './own-shift.ts';
import { nextPage } from './pages.ts';

const MOST_SHOWN = 3;

export const onMy: EffectOf<'onMy'> = async (turn, { event }) =>
  event.type === 'REF' ? showOne(turn, event.ref) : showOwnShifts(turn);

/** `page`: where an earlier text ended. */
export async function showOwnShifts(turn: Turn, page?: PageCursor): Promise<OutcomeEvent | undefined> {
  const skipped = page?.skip ?? 0;
  const mine = (await listAhead(turn)).slice(skipped);
  if (mine.length === 0) return reply(turn, page ? turn.texts.noMoreShifts() : turn.texts.noShifts());
  const shown = mine.slice(0, MOST_SHOWN);
  const checkIns = await listCheckIns(
    turn.trx,
    shown.map(({ booking }) => booking.bookingId),
  );
  const lines = shown.map((details) => lineOf(turn, details, checkIns));
  const build = (count: number) => turn.texts.myShifts({ items: lines.slice(0, count), more: mine.length - count });
  const count = countFitting(lines.length, build);
  reply(turn, build(count));
  if (count === mine.length) return nextPage(turn, null);
  const skip = skipped + count;
  return nextPage(turn, { of: 'own', from: 0, to: 0, label: '', skip, hasDates: true });
}

/** A ref alone: shows that shift and the commands for it. */
async function showOne(turn: Turn, ref: string): Promise<undefined> {
  const details = await shiftByRef(turn, ref);
  if (!details) return undefined;
  const { booking } = details;
  if (!booking.isLive) return reply(turn, turn.texts.droppedBefore(shiftFactsOf(details)));
  const line = lineOf(turn, details, await listCheckIns(turn.trx, [booking.bookingId]));
  const canDrop = !booking.hasStarted(turn.settings.clock.now());
  const isAlone = booking.userId === memberOf(turn).userId && buddyWords(details, turn.settings.region) === '';
  return reply(turn, turn.texts.oneShift({ line, ref: booking.ref, canDrop, isAlone }));
}

function lineOf(turn: Turn, details: BookingDetails, checkIns: CheckInRecord[]): string {
  const { texts, settings } = turn;
  const { userId } = memberOf(turn);
  const { booking, booker } = details;
  const mine = checkIns.find((checkIn) => checkIn.bookingId === booking.bookingId && checkIn.userId === userId);
  const buddy = buddyWords(details, settings.region);
  const unconfirmed = { isUnconfirmed: isUnconfirmed(booking) };
  const asBooker = buddy ? texts.withBuddy({ buddy, ...unconfirmed }) : texts.noBuddyYet();
  return texts.myShift({
    ...shiftFactsOf(details),
    buddy: booking.userId === userId ? asBooker : texts.asBuddyOf({ booker: shortName(booker.name), ...unconfirmed }),
    state: mine ? stateOf(turn, mine) : stateOfOther(turn, details, checkIns),
  });
}

/** `name`: whose state it is; empty if it is the reader's own. */
function stateOf(turn: Turn, { inAt, outAt }: CheckInRecord, name = ''): string {
  if (outAt) return turn.texts.outAt({ name, time: timeIn(turn, outAt) });
  return inAt ? turn.texts.inAt({ name, time: timeIn(turn, inAt) }) : turn.texts.attended({ name });
}

/** If the reader has not checked in: the state of the other person, or what a coordinator marked. */
function stateOfOther(turn: Turn, details: BookingDetails, checkIns: CheckInRecord[]): string {
  const { texts, settings } = turn;
  const { booking } = details;
  const other = checkIns.find((checkIn) => checkIn.bookingId === booking.bookingId);
  if (!other) return booking.attended ? texts.attended({ name: '' }) : '';
  const name = companionWords(details, memberOf(turn).userId, settings.region);
  return other.inAt && !other.outAt && name ? stateOf(turn, other, name) : '';
}
