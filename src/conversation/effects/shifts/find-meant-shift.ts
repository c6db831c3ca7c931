import type { ItemWords, TimeRange, TimeWords, VolunteerEvent } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { ListedShift, OutcomeEvent, ShiftList } from '#src/conversation/machine/vocabulary.ts';
import { memberOf, reply, type Turn } from '#src/conversation/turn.ts';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, laterOf, MINUTE } from '#src/platform/duration.ts';
import { addDays, startOfDay } from '#src/platform/zoned-time.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { type Shift, shiftAt } from '#src/roster/schedules/occurrences.ts';
import { listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { listShiftsAt } from '#src/roster/shifts/list-shifts-at.ts';
import { findItems } from './find-items.ts';
import { isFresh, listAgain, listRange } from './listing.ts';

const MOST_OF_A_DAY = 50;

/** The shift that was meant, or what we said because there is none. */
type Meant = { shift: Shift } | { shift?: never; outcome: OutcomeEvent | undefined };

/** Finds the shift that BOOK, or a number alone, means. */
export async function findMeantShift(
  turn: Turn,
  asked: Extract<VolunteerEvent, { type: 'BOOK' | 'NUMBER' }>,
  list: ShiftList | null,
): Promise<Meant> {
  if (asked.type === 'NUMBER') return findListedShift(turn, asked.number, list);
  const { choice, unread } = asked;
  if (unread !== undefined) {
    await forwardText(turn, turn.text.body, 'unread');
    const words = { ...watchFactsOf(turn.settings), words: unread.slice(0, 30) };
    return { outcome: reply(turn, turn.texts.unknownTime(words)) };
  }
  if (!choice) return { outcome: await listAgain(turn) };
  if ('number' in choice) return findListedShift(turn, choice.number, list);
  if ('item' in choice) return findItem(turn, choice.item, list);
  return choice.pick ? findPickedShift(turn, choice.when, choice.pick) : findShiftAt(turn, choice.when);
}

async function findListedShift(turn: Turn, number: number, list: ShiftList | null): Promise<Meant> {
  if (!list || !isFresh(turn, list)) return { outcome: await listOld(turn, list) };
  const item = list.items[number - 1];
  if (!item) return { outcome: await askNumber(turn, list) };
  const shift = await shiftOfItem(turn, item);
  return shift ? { shift } : { outcome: await listAgain(turn) };
}

/** "The last one", "2 to 4", "the Sunday one": the only item of the list that fits. */
async function findItem(turn: Turn, item: ItemWords, list: ShiftList | null): Promise<Meant> {
  if (!list || !isFresh(turn, list)) return { outcome: await listOld(turn, list) };
  const shifts = await Promise.all(list.items.map((listed) => shiftOfItem(turn, listed)));
  // a shift that was taken off the schedule since is still an item
  const items = shifts.map((shift, index) => shift ?? { startsAt: new Date(list.items[index]?.startsAt ?? 0) });
  const [only, another] = findItems(item, items, turn.settings.zone);
  const { place, begins, ends, when } = item;
  if (only !== undefined && another === undefined) {
    // a day alone singles out nothing on a list of one, and may ask for all shifts of that day
    const isDayAlone = when && !place && !begins && !ends && items.length === 1;
    return isDayAlone ? findShiftAt(turn, when) : findListedShift(turn, only, list);
  }
  if (when) return { outcome: await listRange(turn, when) };
  const isOtherTime = only === undefined && (begins || ends);
  return { outcome: isOtherTime ? await listAgain(turn, turn.texts.noShiftThen()) : await askNumber(turn, list) };
}

function listOld(turn: Turn, list: ShiftList | null): Promise<OutcomeEvent | undefined> {
  return listAgain(turn, list?.items.length ? turn.texts.listIsOld() : undefined);
}

async function askNumber(turn: Turn, { items: [first, second], items }: ShiftList): Promise<OutcomeEvent | undefined> {
  const only = first && !second ? await shiftOfItem(turn, first) : undefined;
  const { texts } = turn;
  return reply(
    turn,
    only ? texts.onlyOneListed({ shift: shiftTimeOf(only) }) : texts.notListed({ count: items.length }),
  );
}

async function findShiftAt(turn: Turn, when: TimeWords): Promise<Meant> {
  if (when.kind === 'range') {
    const [first, second] = await listOpenWithin(turn, when);
    return first && !second ? { shift: first } : { outcome: await listRange(turn, when) };
  }
  const [shift, another] = await listShiftsAt(turn.trx, when.at);
  if (!shift) return { outcome: await listAgain(turn, turn.texts.noShiftThen()) };
  // whether it is open, the booking finds out
  if (!another) return { shift };
  const [first, second] = await listOpenWithin(turn, { from: when.at, to: after(when.at, MINUTE) });
  return second ? { outcome: await listRange(turn, when) } : { shift: first ?? shift };
}

/** "The early one on Sunday": the first or the last open shift of that calendar day or night. */
async function findPickedShift(turn: Turn, when: TimeWords, pick: 'first' | 'last'): Promise<Meant> {
  if (when.kind !== 'range') return findShiftAt(turn, when);
  const shifts = await listOpenWithin(turn, { from: when.from, to: endOfDay(turn, when) }, MOST_OF_A_DAY);
  const shift = pick === 'first' ? shifts[0] : shifts.at(-1);
  return shift ? { shift } : findShiftAt(turn, when);
}

/** A day lasts until the next morning in our lists, but the early shift of Sunday is not Monday's. */
function endOfDay({ settings }: Turn, { to, name }: TimeRange): Date {
  return name.span === 'day' ? startOfDay(addDays(name.date, 1), settings.zone) : to;
}

/** The first open shifts from now on. Two are enough to know whether there is only one. */
async function listOpenWithin(turn: Turn, { from, to }: { from: Date; to: Date }, limit = 2): Promise<Shift[]> {
  const { userId } = memberOf(turn);
  const query = { userId, from: laterOf(from, turn.settings.clock.now()), to, limit };
  return (await listOpenShifts(turn.trx, query)).shifts;
}

export async function shiftOfItem(turn: Turn, item: ListedShift): Promise<Shift | undefined> {
  const schedule = await findSchedule(turn.trx, item.scheduleId);
  return schedule && shiftAt(schedule, new Date(item.startsAt));
}
