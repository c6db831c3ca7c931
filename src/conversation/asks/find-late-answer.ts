import type { Ask } from '#src/asks/ask.ts';
import { askEndedAt, isRemembered } from '#src/asks/is-remembered.ts';
import type { AskedQuestion } from '#src/asks/list-asked-questions.ts';
import { listPastAsks } from '#src/asks/past-asks.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import { asksSomething } from '#src/conversation/machine/step.ts';
import type { AskEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import type { AnswerReading } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { before, DAY, MINUTE } from '#src/platform/duration.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';

/** People answer no older questions. Shifts can be booked two weeks ahead. */
const LOOKED_BACK = 21 * DAY;
/** For so long after an answer, the next bare yes or no is about the same question, if no other is open. */
const SECOND_THOUGHTS = 15 * MINUTE;

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
  return findBareLateAnswer(turn, said, past);
}

/** The ask that is over, and that a bare yes or no means. Of several invitations that still wait for one, it means none. */
export async function findBareLateAnswer(
  turn: Turn,
  said: AnswerReading,
  past?: readonly Ask[],
): Promise<AskEvent | undefined> {
  const { answer, ref } = said;
  if (ref !== undefined || (answer !== 'yes' && answer !== 'no')) return undefined;
  const asks = past ?? (await listPast(turn));
  const last = findLastRemembered(asks, turn.text.receivedAt);
  // they change their mind, or say it twice
  if (last?.status === 'answered' && askEndedAt(last) > before(turn.text.receivedAt, SECOND_THOUGHTS)) {
    return { type: 'ANSWER', askId: last.askId, answer };
  }
  const [only, ...others] = await listWaiting(turn, asks);
  if (only && others.length > 0) return whichOf([only, ...others], said);
  const meant = only ?? last;
  return meant && { type: 'ANSWER', askId: meant.askId, answer };
}

function whichOf(asks: readonly Ask[], { answer }: AnswerReading): AskEvent {
  return { type: 'WHICH_ASK', askIds: asks.map(({ askId }) => askId), answer };
}

async function listPast({ trx, user, text }: Turn): Promise<Ask[]> {
  if (!user) return [];
  const at = text.receivedAt;
  const past = await listPastAsks(trx, { userId: user.userId, since: before(at, LOOKED_BACK), at });
  return past.filter(({ kind }) => kind !== 'danger');
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
  return remembered.sort((one, other) => askEndedAt(other).getTime() - askEndedAt(one).getTime())[0];
}
