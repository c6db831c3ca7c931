import type { Ask } from '#src/asks/ask.ts';
import { endOf, isRemembered } from '#src/asks/is-remembered.ts';
import type { AskedQuestion } from '#src/asks/list-asked-questions.ts';
import { listPastAsks } from '#src/asks/past-asks.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import { asksSomething } from '#src/conversation/machine/step.ts';
import type { AskEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import type { AnswerReading } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';

/** People answer no older questions. Shifts can be booked two weeks ahead. */
const LOOKED_BACK = 21 * DAY;

/** The ask that is over, and that a text means to which no open question fits. */
export async function findLateAnswer(
  turn: Turn,
  said: AnswerReading,
  asked: readonly AskedQuestion[],
): Promise<AskEvent | undefined> {
  const { answer, ref } = said;
  const past = await listPast(turn);
  if (ref !== undefined) {
    const named = past.find((ask) => ask.ref === ref);
    if (named) return { type: 'ANSWER', askId: named.askId, answer };
    // at a question with free words, a ref may be a part of them
    if (asksSomething(turn.dialogue) || turn.relayCoordinator) return undefined;
    const open = asked.filter(({ ask, handed }) => handed && ask.isOpenAt(turn.text.receivedAt));
    return { type: 'WHICH_ASK', askIds: open.map(({ ask }) => ask.askId), answer, unknownRef: ref };
  }
  if (answer !== 'yes' && answer !== 'no') return undefined;
  const [only, ...others] = await listWaiting(turn, past);
  if (only && others.length > 0) return whichOf([only, ...others], said);
  const meant = only ?? findLastRemembered(past, turn.text.receivedAt);
  return meant && { type: 'ANSWER', askId: meant.askId, answer };
}

/** A late and bare answer belongs to none of several invitations that still wait for one. */
export async function isOneOfSeveral(turn: Turn, said: AnswerReading): Promise<AskEvent | undefined> {
  if (said.ref !== undefined) return undefined;
  const waiting = await listWaiting(turn, await listPast(turn));
  return waiting.length > 1 ? whichOf(waiting, said) : undefined;
}

function whichOf(asks: readonly Ask[], { answer }: AnswerReading): AskEvent {
  return { type: 'WHICH_ASK', askIds: asks.map(({ askId }) => askId), answer };
}

async function listPast({ trx, user, text }: Turn): Promise<Ask[]> {
  if (!user) return [];
  const at = text.receivedAt;
  return listPastAsks(trx, { userId: user.userId, since: before(at, LOOKED_BACK), at });
}

/** Invitations whose deadline has passed, and whose answer still counts. */
async function listWaiting({ trx, settings, user }: Turn, past: readonly Ask[]): Promise<Ask[]> {
  const silent = past.filter(({ kind, status }) => kind === 'buddy_invitation' && ['expired', 'open'].includes(status));
  if (silent.length === 0) return [];
  const bookings = await Booking.query(trx).findByIds(silent.map(bookingOfAsk));
  const now = settings.clock.now();
  const waiting = bookings.filter(
    (booking) =>
      booking.isLive && booking.buddyUserId === user?.userId && isUnconfirmed(booking) && !booking.hasStarted(now),
  );
  const ids = new Set(waiting.map(({ bookingId }) => bookingId));
  // the newest ask about a booking: an older one was superseded
  return silent.filter((ask) => ids.delete(bookingOfAsk(ask))).reverse();
}

/** The ask that ended last, if a bare answer may still mean it. */
function findLastRemembered(past: readonly Ask[], at: Date): Ask | undefined {
  const remembered = past.filter((ask) => isRemembered(ask, at));
  return remembered.sort((one, other) => endOf(other).getTime() - endOf(one).getTime())[0];
}
