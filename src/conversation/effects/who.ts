import { fits } from '#src/messaging/fit-for-sms.ts';
import { buddyWords, clockTime, whenOf } from '#src/notices/shift-words.ts';
import { phoneOf } from '#src/notices/tell.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import { tonight } from '#src/roster/night.ts';
import { type RosterEntry, rosterBetween } from '#src/roster/roster-of-night.ts';
import { shortName } from '#src/volunteers/display-name.ts';
import { formatPhone } from '#src/volunteers/phone-number.ts';
import type { TimeWords } from '../events.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn } from '../turn.ts';

/** Who is out: tonight for those who are; any night, with numbers and gaps, for coordinators. */
export const showNight: EffectOf<'showNight'> = async (turn, { event }) => {
  const { when, unread } = eventAs(event, 'WHO');
  const { texts, trx } = turn;
  const reader = memberOf(turn);
  if (unread !== undefined) return reply(turn, texts.unknownTime({ words: unread.slice(0, 30) }));
  const span = spanOf(turn, reader.isCoordinator ? when : undefined);
  const entries = await rosterBetween(trx, span.from, span.to);
  const isOnIt = entries.some(({ bookings }) => bookings.some(({ booking }) => booking.partOf(reader.userId)));
  if (!reader.isCoordinator && !isOnIt) return reply(turn, texts.whoNotYours());
  const lines = entries.flatMap((entry) => linesOf(turn, entry));
  if (lines.length === 0) return reply(turn, texts.whoNobody({ night: span.label }));
  return reply(turn, fitting(turn, span.label, lines));
};

function spanOf({ watch }: Turn, when: TimeWords | undefined): { from: Date; to: Date; label: string } {
  if (when?.kind === 'range') return when;
  if (when) return { from: when.at, to: after(when.at, 1), label: formatZoned(when.at, watch.zone, 'ccc d LLL HH:mm') };
  const night = tonight(watch.clock.now(), watch.zone);
  return { ...night, label: 'tonight' };
}

function linesOf(turn: Turn, { shift, bookings, checkIns, open }: RosterEntry): string[] {
  const { texts } = turn;
  const isLong = shift.endsAt.getTime() - shift.startsAt.getTime() > DAY;
  const time = isLong
    ? whenOf(shift).start
    : `${clockTime(shift.startsAt, shift.timezone)}-${clockTime(shift.endsAt, shift.timezone)}`;
  const taken = bookings.map((details) => {
    const isIn = checkIns.some(
      ({ bookingId, inAt, outAt }) => bookingId === details.booking.bookingId && inAt && !outAt,
    );
    return texts.whoItem({ time, people: peopleOf(turn, details), state: isIn ? texts.isIn() : '' });
  });
  const isShown = memberOf(turn).isCoordinator && open > 0;
  return isShown ? [...taken, texts.whoOpen({ time })] : taken;
}

function peopleOf(turn: Turn, details: BookingDetails): string {
  const { booker, buddyUser, booking } = details;
  const { region } = turn.watch;
  if (!memberOf(turn).isCoordinator) {
    // a stranger's number is the booker's own knowledge: the others on the roster see a name or nothing
    const buddy = buddyUser ? shortName(buddyUser.name) : (booking.buddyName ?? '');
    return [shortName(booker.name), buddy].filter(Boolean).join(' + ');
  }
  const stranger = booking.buddyPhone && booking.buddyName ? ` ${formatPhone(booking.buddyPhone, region)}` : '';
  const buddy = buddyUser
    ? `${buddyUser.name} ${phoneOf(buddyUser, region)}`
    : `${buddyWords(details, region)}${stranger}`;
  return [`${booker.name} ${phoneOf(booker, region)}`, buddy].filter(Boolean).join(' + ');
}

function fitting({ texts }: Turn, night: string, lines: string[]): string {
  const build = (count: number) => {
    const left = lines.length - count;
    return texts.who({ night, items: lines.slice(0, count), next: left > 0 ? texts.whoMore({ count: left }) : '' });
  };
  let count = lines.length;
  while (count > 1 && !fits(build(count))) count -= 1;
  return build(count);
}
