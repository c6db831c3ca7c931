import type { OutcomeEvent, PageCursor } from '#src/conversation/machine/vocabulary.ts';
import { memberOf, reply, type Turn } from '#src/conversation/turn.ts';
import { countFitting } from '#src/messaging/segments/count-fitting.ts';
import { phoneOf } from '#src/notices/notify.ts';
import { buddyWords, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { DAY } from '#src/platform/duration.ts';
import { type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { listRosterStart, type RosterEntry } from '#src/roster/shifts/list-roster.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { nextPage } from './pages.ts';

interface RosterPage {
  from: Date;
  to: Date;
  label: string;
  /** Where an earlier page ended. */
  page?: PageCursor;
}

/** One text of the roster, from the front. Only the lines that it shows are computed. */
export async function showRosterPage(turn: Turn, asked: RosterPage): Promise<OutcomeEvent | undefined> {
  const { texts } = turn;
  const { from, to, label, page } = asked;
  const { entries, isComplete } = await listRosterStart(turn.trx, asked);
  const dates = new Set(entries.map(({ shift }) => dateOf(shift)));
  const hasDates = page?.hasDates ?? (dates.size > 1 || (!isComplete && dateAt(from, entries) !== dateAt(to, entries)));
  const lines = entries.flatMap((entry) => linesOf(turn, entry, hasDates)).slice(page?.skip ?? 0);
  if (lines.length === 0) return reply(turn, page ? texts.noMoreRoster() : texts.whoNobody({ night: label }));
  const build = (count: number) => {
    const items = lines.slice(0, count).map((line) => line.text());
    const rest = isComplete ? lines.length - count : undefined;
    return texts.who({ night: label, items, next: count < lines.length ? texts.whoMore({ count: rest }) : '' });
  };
  const count = countFitting(lines.length, build);
  reply(turn, build(count));
  const next = lines[count]?.shift;
  if (!next) return nextPage(turn, null);
  const start = next.startsAt.getTime();
  const before = lines.slice(0, count).filter(({ shift }) => shift.startsAt.getTime() === start).length;
  const skip = before + (page?.from === start ? page.skip : 0);
  return nextPage(turn, { of: 'roster', from: start, to: to.getTime(), label, skip, hasDates });
}

interface Line {
  shift: Shift;
  text: () => string;
}

function linesOf(turn: Turn, entry: RosterEntry, hasDates: boolean): Line[] {
  const { texts } = turn;
  const { shift, bookings, checkIns, open } = entry;
  const time = () => timesOf(turn, entry, hasDates);
  const taken = bookings.map((details) => () => {
    // a buddy who left the shift is no longer on it, even if they checked in
    const theirs = checkIns.filter(({ userId }) => details.booking.partOf(userId) !== undefined);
    const isIn = theirs.some(({ bookingId, inAt, outAt }) => bookingId === details.booking.bookingId && inAt && !outAt);
    return texts.whoItem({ time: time(), people: peopleOf(turn, details), isIn });
  });
  const isShown = memberOf(turn).isCoordinator && open > 0;
  const gap = isShown ? [() => texts.whoOpen({ time: time(), count: open })] : [];
  return [...taken, ...gap].map((text) => ({ shift, text }));
}

/** Each line has a date if there are shifts on several dates. */
function timesOf({ texts }: Turn, { shift }: RosterEntry, hasDates: boolean): string {
  const time = shiftTimeOf(shift);
  const isLong = shift.endsAt.getTime() - shift.startsAt.getTime() > DAY;
  if (isLong) return texts.shiftStart(time);
  return hasDates ? texts.shiftInShort(time) : texts.shiftHours(time);
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
    ? `${buddyUser.name} ${phoneOf(buddyUser, region)}${isUnconfirmed(booking) ? ` (${turn.texts.notConfirmed()})` : ''}`
    : `${buddyWords(details, region)}${stranger}`;
  const booked = `${booker.name} ${phoneOf(booker, region)}`;
  return buddy ? `${booked} + ${buddy}` : `${booked}, ${turn.texts.noBuddyYet()}`;
}

function dateOf({ startsAt, timezone }: Shift): LocalDate {
  return localDateOf(startsAt, timezone);
}

function dateAt(instant: Date, entries: readonly RosterEntry[]): LocalDate {
  return localDateOf(instant, entries[0]?.shift.timezone ?? 'UTC');
}
