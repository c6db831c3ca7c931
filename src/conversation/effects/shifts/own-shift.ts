import { memberOf, reply, type Turn } from '#src/conversation/turn.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { type BookingDetails, findBookingByRef, listBookingsOf } from '#src/roster/bookings/booking-details.ts';

/** Which of the member's shifts a verb with or without a ref means. Undefined: it was said what is missing. */
export async function ownShift(turn: Turn, verb: string, ref: string | undefined): Promise<BookingDetails | undefined> {
  if (ref !== undefined) return shiftByRef(turn, ref);
  const mine = await listAhead(turn);
  const [only, ...others] = mine;
  if (!only) {
    reply(turn, turn.texts.noShifts());
    return undefined;
  }
  if (others.length === 0) return only;
  reply(turn, turn.texts.whichRef({ command: verb, items: mine.slice(0, 3).map(shiftFactsOf) }));
  return undefined;
}

/** By ref, if it is theirs. A stranger's ref is as unknown as one that never was. */
export async function shiftByRef(turn: Turn, ref: string): Promise<BookingDetails | undefined> {
  const details = await findBookingByRef(turn.trx, ref);
  if (details?.booking.partOf(memberOf(turn).userId)) return details;
  reply(turn, turn.texts.unknownRef({ ref: ref.slice(0, 8) }));
  return undefined;
}

export async function listAhead(turn: Turn): Promise<BookingDetails[]> {
  return listBookingsOf(turn.trx, memberOf(turn).userId, { endsAfter: turn.settings.clock.now() });
}
