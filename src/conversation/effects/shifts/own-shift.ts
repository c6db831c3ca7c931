import { memberOf, reply, type Turn } from '#src/conversation/turn.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { type BookingDetails, findBookingByRef, listBookingsOf } from '#src/roster/bookings/booking-details.ts';

/**
 * The shift of this member that a command means. Undefined if there is none, and then the reply says why. `asked`: there are
 * several, and the reply asks for the ref.
 */
export async function ownShift(
  turn: Turn,
  command: string,
  ref: string | undefined,
): Promise<BookingDetails | 'asked' | undefined> {
  if (ref !== undefined) return shiftByRef(turn, ref);
  const mine = await listAhead(turn);
  const [only, ...others] = mine;
  if (!only) {
    reply(turn, turn.texts.noShifts());
    return undefined;
  }
  if (others.length === 0) return only;
  const items = mine.slice(0, 3).map(shiftFactsOf);
  reply(turn, turn.texts.whichRef({ command, items, more: mine.length - items.length }));
  return 'asked';
}

/**
 * The shift with this ref, if it is theirs. The ref of another person's shift gets the same answer as an unknown one.
 */
export async function shiftByRef(turn: Turn, ref: string): Promise<BookingDetails | undefined> {
  const details = await findBookingByRef(turn.trx, ref);
  if (details?.booking.partOf(memberOf(turn).userId)) return details;
  reply(turn, turn.texts.unknownRef({ ref: ref.slice(0, 8) }));
  return undefined;
}

export async function listAhead(turn: Turn): Promise<BookingDetails[]> {
  return listBookingsOf(turn.trx, memberOf(turn).userId, { endsAfter: turn.settings.clock.now() });
}
