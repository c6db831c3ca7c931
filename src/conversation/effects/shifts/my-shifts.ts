import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { setBuddy as changeTo } from '#src/actions/bookings/set-buddy.ts';
import type { BuddyWords } from '#src/conversation/events.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn, turnCause } from '#src/conversation/turn.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { withWords } from '#src/notices/booking-notices.ts';
import { isReached, listReachableCoordinators } from '#src/notices/notify.ts';
import { buddyWords, companionWords, shiftFactsOf, shiftTimeOf } from '#src/notices/shift-facts.ts';
import { type CheckInRecord, listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';
import { refusalText } from './booking.ts';
import { listAhead, ownShift, shiftByRef } from './own-shift.ts';

const MOST_SHOWN = 3;

export const showMine: EffectOf<'showMine'> = async (turn, { event }) => {
  if (event.type === 'REF') return showOne(turn, event.ref);
  const mine = await listAhead(turn);
  if (mine.length === 0) return reply(turn, turn.texts.noShifts());
  const checkIns = await listCheckIns(
    turn.trx,
    mine.map(({ booking }) => booking.bookingId),
  );
  const lines = mine.map((details) => lineOf(turn, details, checkIns));
  const build = (count: number) => turn.texts.myShifts({ items: lines.slice(0, count), more: lines.length - count });
  let count = Math.min(MOST_SHOWN, lines.length);
  while (count > 1 && !fits(build(count))) count -= 1;
  return reply(turn, build(count));
};

/** A ref alone: that shift, and what can be done about it. */
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
  const asBooker = buddy ? texts.withBuddy({ buddy }) : texts.noBuddyYet();
  return texts.myShift({
    ...shiftFactsOf(details),
    buddy: booking.userId === userId ? asBooker : texts.asBuddyOf({ booker: shortName(booker.name) }),
    state: mine ? stateOf(turn, mine) : stateOfOther(turn, details, checkIns),
  });
}

/** `name`: whose state it is; empty if it is the reader's own. */
function stateOf(turn: Turn, { inAt, outAt }: CheckInRecord, name = ''): string {
  if (outAt) return turn.texts.outAt({ name, time: timeIn(turn, outAt) });
  return inAt ? turn.texts.inAt({ name, time: timeIn(turn, inAt) }) : turn.texts.attended({ name });
}

/** Where they have said nothing themselves: the other one may have, or a coordinator for them. */
function stateOfOther(turn: Turn, details: BookingDetails, checkIns: CheckInRecord[]): string {
  const { texts, settings } = turn;
  const { booking } = details;
  const other = checkIns.find((checkIn) => checkIn.bookingId === booking.bookingId);
  if (!other) return booking.attended ? texts.attended({ name: '' }) : '';
  const name = companionWords(details, memberOf(turn).userId, settings.region);
  return other.inAt && !other.outAt && name ? stateOf(turn, other, name) : '';
}

/** A booker is asked back, since the slot is free at once; a buddy who names the shift is believed. */
export const startDrop: EffectOf<'startDrop'> = async (turn, { event }) => {
  const { ref, words } = eventAs(event, 'DROP');
  const details = await ownShift(turn, 'DROP', ref);
  if (!details) return undefined;
  const { booking } = details;
  const isAhead = booking.isLive && !booking.hasStarted(turn.settings.clock.now());
  const isMeant = ref !== undefined && booking.userId !== memberOf(turn).userId;
  if (isMeant || !isAhead) return dropNow(turn, booking.bookingId, words);
  reply(turn, turn.texts.askDrop(shiftFactsOf(details)));
  return { type: 'CONFIRM_DROP', bookingId: booking.bookingId, words };
};

export const dropBooking: EffectOf<'dropBooking'> = async (turn, { context }) =>
  context.bookingId === null ? undefined : dropNow(turn, context.bookingId, context.words);

export const keepBooking: EffectOf<'keepBooking'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  return reply(turn, turn.texts.dropKept(shiftFactsOf(await getBookingDetails(turn.trx, context.bookingId))));
};

async function dropNow(turn: Turn, bookingId: number, words: string): Promise<OutcomeEvent | undefined> {
  const { trx, settings, texts } = turn;
  const request = { userId: memberOf(turn).userId, bookingId, words };
  const dropped = await dropShift(trx, settings, { cause: turnCause(turn), ...request });
  switch (dropped.outcome) {
    case 'dropped': {
      const { buddyUser } = dropped.details;
      const buddy = buddyUser ? firstName(buddyUser.name) : buddyWords(dropped.details, settings.region);
      const isTold = buddyUser !== undefined && (await isReached(turn.trx, buddyUser));
      return reply(turn, texts.dropped({ ...shiftFactsOf(dropped.details), buddy, isTold }));
    }
    case 'buddyLeft': {
      const { booker } = dropped.details;
      const told = { ...shiftFactsOf(dropped.details), booker: firstName(booker.name) };
      if (!(await isReached(turn.trx, booker))) return reply(turn, texts.buddyOffUntold(told));
      return reply(
        turn,
        withWords(words, texts, (said) => texts.buddyOff({ ...told, said })),
      );
    }
    case 'alreadyDropped':
      return reply(turn, texts.droppedBefore(shiftFactsOf(dropped.details)));
    case 'started':
      return reply(turn, dropStartedText(turn, dropped.details));
    case 'notYours':
      return reply(turn, texts.noShifts());
  }
}

function dropStartedText({ texts, settings }: Turn, details: BookingDetails): string {
  const isOver = details.booking.hasEnded(settings.clock.now());
  return (isOver ? texts.dropOver : texts.dropStarted)(shiftFactsOf(details));
}

export const changeBuddy: EffectOf<'changeBuddy'> = async (turn, { event }) => {
  const { ref, buddy } = eventAs(event, 'BUDDY');
  const details = await ownShift(turn, 'BUDDY', ref);
  if (!details) return undefined;
  const { texts } = turn;
  if (!buddy) return reply(turn, texts.askWhichBuddy(shiftFactsOf(details)));
  if (buddy.kind === 'malformed') {
    const { ref } = shiftFactsOf(details);
    return reply(turn, texts.malformedNumber({ ref, digits: buddy.digits.slice(0, 20) }));
  }
  return setBuddy(turn, details, buddy);
};

async function setBuddy(
  turn: Turn,
  { booking, booker, shift }: BookingDetails,
  buddy: Exclude<BuddyWords, { kind: 'malformed' }>,
): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const request = { userId: memberOf(turn).userId, bookingId: booking.bookingId, buddy };
  const changed = await changeTo(trx, settings, { cause: turnCause(turn), ...request });
  switch (changed.outcome) {
    case 'changed':
      return reply(turn, await buddyText(turn, changed.details));
    case 'unchanged': {
      const words = { ...shiftFactsOf(changed.details), buddy: buddyWords(changed.details, settings.region) };
      return reply(turn, words.buddy ? texts.buddyAlready(words) : await buddyText(turn, changed.details));
    }
    case 'dropped':
      return reply(turn, texts.droppedBefore(shiftFactsOf(changed.details)));
    case 'ended':
      return reply(turn, texts.shiftStarted());
    case 'notYours':
      return reply(
        turn,
        texts.notTheBooker({ shift: shiftTimeOf(shift), booker: shortName(booker.name), ref: booking.ref }),
      );
    default:
      return reply(turn, refusalText(turn, changed, booking.ref));
  }
}

async function buddyText(turn: Turn, details: BookingDetails): Promise<string> {
  const { trx, settings, texts } = turn;
  const isTold = details.buddyUser !== undefined;
  const words = { ...shiftFactsOf(details), buddy: buddyWords(details, settings.region), isTold };
  if (words.buddy) return texts.buddySet(words);
  const told = await listReachableCoordinators(trx, [memberOf(turn).userId]);
  return told.length > 0 ? texts.buddyNone(words) : texts.buddyNoneUntold(words);
}
