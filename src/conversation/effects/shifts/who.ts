import type { TimeWords } from '#src/conversation/events.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn } from '#src/conversation/turn.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { phoneOf } from '#src/notices/notify.ts';
import { buddyWords, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { tonight } from '#src/roster/schedules/night.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { listRoster, type RosterEntry } from '#src/roster/shifts/list-roster.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';

/** Who patrols: tonight, for people who patrol tonight; on any night, with numbers and gaps, for coordinators. */
export const onWho: EffectOf<'onWho'> = async (turn, { event }) => {
  const { when, unread } = eventAs(event, 'WHO');
  const { texts } = turn;
  if (!memberOf(turn).isCoordinator) return reply(turn, await tonightFor(turn, when));
  if (unread !== undefined)
    return reply(turn, texts.whoUnread({ ...watchFactsOf(turn.settings), words: unread.slice(0, 30) }));
  const span = spanOf(turn, when);
  const entries = await listRoster(turn.trx, span.from, span.to);
  return reply(turn, entries.length > 0 ? fitting(turn, span.label, entries) : texts.whoNobody({ night: span.label }));
};

/** The roster is secret. A volunteer sees it only for tonight, and only if they are on it. */
async function tonightFor(turn: Turn, when: TimeWords | undefined): Promise<string> {
  const { texts, trx } = turn;
  const { userId } = memberOf(turn);
  const night = spanOf(turn, undefined);
  const entries = await listRoster(trx, night.from, night.to);
  const isOnIt = entries.some(({ bookings }) => bookings.some(({ booking }) => booking.partOf(userId)));
  if (!isOnIt) return texts.whoNotYours();
  const asked = spanOf(turn, when);
  const isOtherNight = asked.from < night.from || asked.to > night.to;
  return fitting(turn, isOtherNight ? texts.whoTonightOnly() : night.label, entries);
}

function spanOf(turn: Turn, when: TimeWords | undefined): { from: Date; to: Date; label: string } {
  const { settings, texts } = turn;
  if (when?.kind === 'range') return { ...when, label: texts.span(when.name) };
  if (when) return { from: when.at, to: after(when.at, 1), label: texts.dayAndTime(timeIn(turn, when.at)) };
  const night = tonight(settings.clock.now(), settings.zone);
  return { ...night, label: texts.span({ span: 'tonight' }) };
}

interface Line {
  shift: Shift;
  text: string;
}

function linesOf(turn: Turn, { shift, bookings, checkIns, open }: RosterEntry, time: string): Line[] {
  const { texts } = turn;
  const taken = bookings.map((details) => {
    // a buddy who left the shift is no longer on it, even if they checked in
    const theirs = checkIns.filter(({ userId }) => details.booking.partOf(userId) !== undefined);
    const isIn = theirs.some(({ bookingId, inAt, outAt }) => bookingId === details.booking.bookingId && inAt && !outAt);
    return texts.whoItem({ time, people: peopleOf(turn, details), isIn });
  });
  const isShown = memberOf(turn).isCoordinator && open > 0;
  const gap = isShown ? [texts.whoOpen({ time, count: open })] : [];
  return [...taken, ...gap].map((text) => ({ shift, text }));
}

/** Each line has a date if there are shifts on several dates. */
function timesOf({ texts }: Turn, { shift }: RosterEntry, isOneDate: boolean): string {
  const time = shiftTimeOf(shift);
  const isLong = shift.endsAt.getTime() - shift.startsAt.getTime() > DAY;
  if (isLong) return texts.shiftStart(time);
  return isOneDate ? texts.shiftHours(time) : texts.shiftInShort(time);
}

function peopleOf(turn: Turn, details: BookingDetails): string {
  const { booker, buddyUser, booking } = details;
  const { region } = turn.settings;
  if (!memberOf(turn).isCoordinator) {
    // only coordinators see the number of a buddy who is not a member
    const buddy = buddyUser ? shortName(buddyUser.name) : shortName(booking.buddyName ?? '');
    return [shortName(booker.name), buddy].filter(Boolean).join(' + ');
  }
  const stranger = booking.buddyPhone && booking.buddyName ? ` ${formatPhone(booking.buddyPhone, region)}` : '';
  const buddy = buddyUser
    ? `${buddyUser.name} ${phoneOf(buddyUser, region)}`
    : `${buddyWords(details, region)}${stranger}`;
  const booked = `${booker.name} ${phoneOf(booker, region)}`;
  return buddy ? `${booked} + ${buddy}` : `${booked}, ${turn.texts.noBuddyYet()}`;
}

function fitting(turn: Turn, night: string, entries: RosterEntry[]): string {
  const dates = new Set(entries.map(({ shift }) => dateOf(shift)));
  const lines = entries.flatMap((entry) => linesOf(turn, entry, timesOf(turn, entry, dates.size === 1)));
  const build = (count: number) => {
    const items = lines.slice(0, count).map(({ text }) => text);
    return turn.texts.who({ night, items, next: restText(turn, lines, count) });
  };
  let count = lines.length;
  while (count > 1 && !fits(build(count))) count -= 1;
  return build(count);
}

/**
 * The command that shows a coordinator the rest: WHO with the day of the first shift that did not fit, or its time if
 * it is the same day.
 */
function restText(turn: Turn, lines: Line[], shown: number): string {
  const { texts } = turn;
  const next = lines[shown];
  if (!next) return '';
  const count = lines.length - shown;
  const isOneStart = lines.every(({ shift }) => shift.startsAt.getTime() === next.shift.startsAt.getTime());
  if (isOneStart || !memberOf(turn).isCoordinator) return texts.whoMoreThen({ count });
  const { startsAt: instant, timezone: zone } = next.shift;
  const isSameDay = lines[0] !== undefined && dateOf(lines[0].shift) === dateOf(next.shift);
  return texts.whoMore({ count, from: { instant, zone }, isSameDay });
}

function dateOf({ startsAt, timezone }: Shift): LocalDate {
  return localDateOf(startsAt, timezone);
}
