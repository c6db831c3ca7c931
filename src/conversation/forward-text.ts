import type { Transaction } from '#src/db/connect.ts';
import { keyOf, listReachableCoordinators } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before } from '#src/platform/duration.ts';
import { isCheckedIn } from '#src/roster/attendance/is-checked-in.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { morningAfter } from '#src/roster/schedules/night.ts';
import type { ForwardReason, PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { type EarlierText, isOverCap, listEarlierTexts } from './passing-on/earlier-texts.ts';
import { ALWAYS_ANEW, NOT_OF_COORDINATORS, REASONS } from './passing-on/forward-reasons.ts';
import { carries, causeOfForward, isGathered, listForwarded } from './passing-on/forwarded-messages.ts';
import { GATHERED_FOR, tellCoordinator } from './passing-on/tell-coordinator.ts';
import { tellInTheMorning } from './passing-on/tell-in-the-morning.ts';
import type { Turn } from './turn.ts';

export interface Forward {
  inboxId: number;
  conversationId: number;
  receivedAt: Date;
  identity: string;
  user: User | undefined;
  words: string;
  why: ForwardReason;
  /** The words can wait until then. */
  morning?: Date | undefined;
}

/** What was forwarded, according to the queued messages. */
export interface ForwardResult {
  /** How many coordinators get these very words, now or within the past hour. */
  told: number;
  /** Whether they get only a part of the words. */
  isCut: boolean;
  /** There were so many texts that the words are kept and not forwarded. */
  isOnlyKept: boolean;
  /** A coordinator wrote it, and it is for none of the others. */
  isOwn: boolean;
  /** They get them then, because the words can wait for the morning. */
  morning?: Date | undefined;
}

/** Keeps the text for a person and passes its words on to the coordinators. */
export async function forwardText(turn: Turn, words: string, why: ForwardReason): Promise<ForwardResult> {
  const { trx, settings, text, user } = turn;
  turn.needsPerson ??= REASONS[why];
  const { inboxId, conversationId, identity, receivedAt } = text;
  return forward(trx, settings, { inboxId, conversationId, receivedAt, identity, user, words, why });
}

/** Passes on what was read with high confidence as harmless. At night it waits for the morning. */
export async function forwardHarmless(turn: Turn, words: string, intent: PersonIntent): Promise<ForwardResult> {
  const { trx, settings, text, user } = turn;
  turn.needsPerson ??= REASONS[intent];
  const { inboxId, conversationId, identity, receivedAt } = text;
  const morning = await findMorning(turn, intent);
  return forward(trx, settings, { inboxId, conversationId, receivedAt, identity, user, words, why: intent, morning });
}

/** Somebody who is late, or who patrols before the morning, does not wait. */
async function findMorning({ trx, settings, user }: Turn, intent: PersonIntent): Promise<Date | undefined> {
  const now = settings.clock.now();
  const morning = intent === 'late' ? undefined : morningAfter(now, settings.zone);
  if (!morning || !user) return morning;
  const tonight = await listBookingsOf(trx, user.userId, { endsAfter: now, startsBefore: morning });
  return tonight.length > 0 ? undefined : morning;
}

/** Forwards words to every coordinator whom we can reach and who does not have them yet. */
export async function forward(trx: Transaction, settings: WatchSettings, forwarded: Forward): Promise<ForwardResult> {
  const { user, why, receivedAt, morning } = forwarded;
  const nobody = { told: 0, isCut: false, isOnlyKept: false, isOwn: false };
  if (await isOwn(trx, forwarded)) return { ...nobody, isOwn: true };
  const reachable = await listReachableCoordinators(trx, [user?.userId]);
  if (reachable.length === 0) return nobody;
  // nobody else may see a code
  const words = user ? forwarded.words : eraseDigits(forwarded.words);
  const earlier = await listEarlierTexts(trx, forwarded);
  const keysOf = (texts: readonly Pick<EarlierText, 'inboxId' | 'whys'>[]) =>
    texts.flatMap((text) =>
      text.whys.flatMap((each) => reachable.map((reader) => keyOf(causeOfForward(text.inboxId, each), reader))),
    );
  const same = ALWAYS_ANEW.has(why) ? [] : earlier.filter(({ isSame }) => isSame);
  const from = before(receivedAt, 2 * GATHERED_FOR);
  const sent = await listForwarded(
    trx,
    // the same words may be in a message that another text began
    keysOf(same.length > 0 ? earlier : earlier.filter((text) => text.receivedAt > from)),
  );
  const sameKeys = new Set(keysOf(same));
  const had = same.length > 0 ? sent.filter((one) => sameKeys.has(one.idempotencyKey) || carries(one, words)) : [];
  const without = reachable.filter(({ userId }) => !had.some((message) => message.userId === userId));
  const isOnlyKept = without.length > 0 && isOverCap(earlier, forwarded);
  const since = before(settings.clock.now(), GATHERED_FOR);
  const keys: string[] = [];
  for (const coordinator of isOnlyKept ? [] : without) {
    const recent = sent.filter((one) => one.userId === coordinator.userId && one.dueAt > since && isGathered(one));
    const said = { ...forwarded, words };
    keys.push(
      morning
        ? await tellInTheMorning(trx, settings, coordinator, { ...said, morning })
        : await tellCoordinator(trx, settings, coordinator, { told: said, recent }),
    );
  }
  const theirs = [...had, ...(await listForwarded(trx, keys))];
  const told = new Set(theirs.map(({ userId }) => userId)).size;
  const isCut = words !== '' && theirs.some((message) => !carries(message, words));
  return { told, isCut, isOnlyKept: told === 0, isOwn: false, morning };
}

/** Whether a coordinator wrote it who is not on patrol. On patrol, they are a volunteer like any other. */
async function isOwn(trx: Transaction, { user, why, receivedAt }: Forward): Promise<boolean> {
  if (!user?.isCoordinator || !NOT_OF_COORDINATORS.has(why)) return false;
  return !(await isCheckedIn(trx, { userId: user.userId, at: receivedAt }));
}
