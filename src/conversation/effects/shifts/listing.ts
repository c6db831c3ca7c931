import type { TimeWords } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { ListedShift, OutcomeEvent, ShiftList } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn } from '#src/conversation/turn.ts';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, before, DAY, laterOf, MINUTE } from '#src/platform/duration.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { DAYS_LISTED, findNextOpenShift, listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { showOwnShifts } from './my-shifts.ts';
import { openPage } from './pages.ts';
import { showMoreOfRoster } from './who.ts';

const SHOWN = 3;
/** How far ahead we look for the next open shift. Less than a year, because our texts name dates without a year. */
const HORIZON_DAYS = 330;

interface Page {
  from: Date;
  to: Date;
  /** The words after "Nothing open": "Sat 28 Nov". */
  label: string;
  header?: string | undefined;
  /** The whole reply if no shift is open at all. */
  otherwise?: string | undefined;
  after?: { startsAt: Date; scheduleId: number };
}

export const onShifts: EffectOf<'onShifts'> = async (turn, { event }) => {
  const { when, unread } = eventAs(event, 'SHIFTS');
  if (unread !== undefined) {
    await forwardText(turn, turn.text.body, 'unread');
    return reply(turn, turn.texts.unknownTime({ ...watchFactsOf(turn.settings), words: unread.slice(0, 30) }));
  }
  return listRange(turn, when);
};

export const onMore: EffectOf<'onMore'> = async (turn, { context }) => {
  const { list } = context;
  const page = openPage(turn);
  if (page) return page.of === 'roster' ? showMoreOfRoster(turn, page) : showOwnShifts(turn, page);
  if (!list || !isFresh(turn, list)) return listAgain(turn);
  const last = list.items.at(-1);
  if (!list.more || !last) return reply(turn, turn.texts.noMore({ days: DAYS_LISTED }));
  const startsAt = new Date(last.startsAt);
  const now = turn.settings.clock.now();
  const from = laterOf(startsAt, now);
  const rest = { from, to: new Date(list.more.to), label: list.more.label };
  return showPage(turn, { ...rest, after: { startsAt, scheduleId: last.scheduleId } });
};

export function listRange(turn: Turn, when: TimeWords | undefined): Promise<OutcomeEvent | undefined> {
  return showPage(turn, pageFor(turn, when));
}

/** Lists shifts from now on, under a header that says why. */
export function listAgain(turn: Turn, header?: string, otherwise?: string): Promise<OutcomeEvent | undefined> {
  return showPage(turn, { ...pageFor(turn, undefined), header, otherwise });
}

/** A number means an item of a list that was shown shortly before the number was texted, and not after it. */
export function isFresh({ text, settings }: Turn, list: ShiftList | null): boolean {
  if (!list) return false;
  const age = text.receivedAt.getTime() - list.shownAt;
  return age >= 0 && age < settings.listLifetime;
}

export function listed(shift: Shift): ListedShift {
  return { scheduleId: shift.scheduleId, startsAt: shift.startsAt.getTime() };
}

function pageFor(turn: Turn, when: TimeWords | undefined): Page {
  const now = turn.settings.clock.now();
  if (!when) return { from: now, to: after(now, DAYS_LISTED * DAY), label: turn.texts.nextDays({ days: DAYS_LISTED }) };
  if (when.kind === 'exact') return { from: when.at, to: after(when.at, MINUTE), label: turn.texts.exactTime() };
  return { from: laterOf(when.from, now), to: when.to, label: turn.texts.span(when.name) };
}

async function showPage(turn: Turn, page: Page): Promise<OutcomeEvent | undefined> {
  const { trx, texts } = turn;
  const { userId } = memberOf(turn);
  const { shifts, hasMore } = await listOpenShifts(trx, { userId, ...page, limit: SHOWN });
  if (shifts.length === 0) return page.after ? reply(turn, texts.noMore({ days: DAYS_LISTED })) : showNext(turn, page);
  const items = shifts.map(shiftTimeOf);
  reply(turn, texts.shifts({ header: page.header, items, hasMore }));
  return remember(turn, shifts, hasMore ? { to: page.to.getTime(), label: page.label } : null);
}

/** Nothing is open in this range, so we show the next open shift. */
async function showNext(turn: Turn, page: Page): Promise<OutcomeEvent | undefined> {
  const { trx, texts, settings } = turn;
  const { userId } = memberOf(turn);
  const from = settings.clock.now();
  const next = await findNextOpenShift(trx, { userId, from, horizonDays: HORIZON_DAYS });
  if (!next) {
    reply(turn, page.otherwise ?? texts.nothingOpen());
    return { type: 'DONE' };
  }
  const item = shiftTimeOf(next);
  const { header } = page;
  reply(
    turn,
    header ? texts.shifts({ header, items: [item], hasMore: false }) : texts.onlyNext({ range: page.label, item }),
  );
  return remember(turn, [next], null);
}

function remember({ text, settings }: Turn, shifts: Shift[], more: ShiftList['more']): OutcomeEvent {
  // SHIFTS and 1 in quick succession mean this list, but not if an outage held back the answer to SHIFTS
  const shownAt = laterOf(text.receivedAt, before(settings.clock.now(), MINUTE)).getTime();
  return { type: 'LISTED', list: { shownAt, items: shifts.map(listed), more } };
}
