import type { TimeWords } from '#src/conversation/events.ts';
import type { OutcomeEvent, PageCursor } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn } from '#src/conversation/turn.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after } from '#src/platform/duration.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { tonight } from '#src/roster/schedules/night.ts';
import { showRosterPage } from './roster-page.ts';

interface Span {
  from: Date;
  to: Date;
  label: string;
}

/** Who patrols: tonight, for people who patrol tonight; on any night, with numbers and gaps, for coordinators. */
export const onWho: EffectOf<'onWho'> = async (turn, { event }) => {
  const { when, unread } = eventAs(event, 'WHO');
  const { texts } = turn;
  if (!memberOf(turn).isCoordinator) return showTonight(turn, when);
  if (unread !== undefined)
    return reply(turn, texts.whoUnread({ ...watchFactsOf(turn.settings), words: unread.slice(0, 30) }));
  return showRosterPage(turn, spanOf(turn, when));
};

/** The roster is secret. A volunteer sees it only for tonight, and only if they are on it. */
async function showTonight(turn: Turn, when: TimeWords | undefined): Promise<OutcomeEvent | undefined> {
  const { texts } = turn;
  const night = spanOf(turn, undefined);
  if (!(await isOnRoster(turn, night))) return reply(turn, texts.whoNotYours());
  const asked = spanOf(turn, when);
  const isOtherNight = asked.from < night.from || asked.to > night.to;
  return showRosterPage(turn, isOtherNight ? { ...night, label: texts.whoTonightOnly() } : night);
}

/** MORE after WHO. What a volunteer may see is checked again: the night may be over by now. */
export async function showMoreOfRoster(turn: Turn, page: PageCursor): Promise<OutcomeEvent | undefined> {
  const rest = { from: new Date(page.from), to: new Date(page.to), label: page.label, page };
  if (memberOf(turn).isCoordinator) return showRosterPage(turn, rest);
  const night = spanOf(turn, undefined);
  const isOfTonight = rest.from >= night.from && rest.to <= night.to;
  if (!isOfTonight || !(await isOnRoster(turn, night))) return reply(turn, turn.texts.whoNotYours());
  return showRosterPage(turn, rest);
}

async function isOnRoster(turn: Turn, { from, to }: Span): Promise<boolean> {
  const mine = await listBookingsOf(turn.trx, memberOf(turn).userId, { endsAfter: from, startsBefore: to });
  return mine.some(({ booking }) => booking.shiftStart >= from);
}

function spanOf(turn: Turn, when: TimeWords | undefined): Span {
  const { settings, texts } = turn;
  if (when?.kind === 'range') return { ...when, label: texts.span(when.name) };
  if (when) return { from: when.at, to: after(when.at, 1), label: texts.dayAndTime(timeIn(turn, when.at)) };
  const night = tonight(settings.clock.now(), settings.zone);
  return { ...night, label: texts.span({ span: 'tonight' }) };
}
