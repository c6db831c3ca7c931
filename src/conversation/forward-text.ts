import type { PersonIntent } from '#src/conversation/events.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { keyOf, listReachableCoordinators, notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before, HOUR, MINUTE } from '#src/platform/duration.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import type { Turn } from './turn.ts';

/** Within this time, the same words from the same phone are not forwarded again. */
const SAME_WORDS = HOUR;
/** The most earlier texts of a phone in which we look for the same words. */
const MOST_LOOKED_AT = 100;
const CAP_WINDOW = 10 * MINUTE;

/** Why a person is needed. */
export type ForwardReason =
  | 'unread'
  | 'help'
  /** The words suggest danger. */
  | 'likely'
  /** A call for help whose handling failed. */
  | 'danger'
  /** A report was begun and not finished. */
  | 'report'
  /** A report was begun, and the sender has not said how bad it is. */
  | 'begun'
  /** A report from a sender who is not a member. */
  | 'outside'
  /** Only a person can answer it. */
  | PersonIntent;

const REASONS: Record<ForwardReason, string> = {
  unread: 'not understood',
  help: 'asked for help',
  likely: 'may be in danger',
  danger: 'may be in danger',
  report: 'left a report',
  begun: 'began a report',
  outside: 'reported, and is not a member',
  late: 'is late',
  person: 'asks for a person',
  followup: 'asks what came of it',
  away: 'is away',
  number: 'is about a number',
  wrong: 'may be a wrong number',
  buddy: 'is about a buddy',
};

/**
 * The most texts of one phone that are forwarded in ten minutes, because each costs one message per coordinator. Danger
 * has no limit: it raises an alarm, or comes here as `danger` if that failed.
 */
const MOST_PASSED_ON: Record<ForwardReason, number> = {
  ...{ unread: 10, begun: 10, help: 30, report: 30, outside: 30 },
  ...{ late: 10, person: 10, followup: 10, away: 10, number: 10, wrong: 10, buddy: 10 },
  likely: Number.POSITIVE_INFINITY,
  danger: Number.POSITIVE_INFINITY,
};
/** These are forwarded again if they are repeated, because the sender still waits for help. */
const ALWAYS_ANEW: ReadonlySet<ForwardReason> = new Set<ForwardReason>([
  'help',
  'likely',
  'danger',
  'report',
  'outside',
]);
/** Messages with these reasons quote the text as typed. */
const AS_TYPED = [
  ...(['unread', 'help', 'likely', 'danger', 'begun'] as const),
  ...(['late', 'person', 'followup', 'away', 'number', 'wrong', 'buddy'] as const),
] satisfies ForwardReason[];

export interface Forward {
  inboxId: number;
  conversationId: number;
  receivedAt: Date;
  identity: string;
  user: User | undefined;
  words: string;
  why: ForwardReason;
}

/** What was forwarded, according to the queued messages. */
export interface ForwardResult {
  /** How many coordinators get these very words, now or within the past hour. */
  told: number;
  /** Whether they get only a part of the words. */
  isCut: boolean;
  /** The phone texted so much that the words are kept and not forwarded. */
  isOnlyKept: boolean;
}

/** Keeps the text for a person and passes its words on to the coordinators. */
export async function forwardText(turn: Turn, words: string, why: ForwardReason): Promise<ForwardResult> {
  const { trx, settings, text, user } = turn;
  turn.needsPerson ??= REASONS[why];
  const { inboxId, conversationId, identity, receivedAt } = text;
  return forward(trx, settings, { inboxId, conversationId, receivedAt, identity, user, words, why });
}

/** Forwards words to every coordinator whom we can reach and who does not have them yet. */
export async function forward(trx: Transaction, settings: WatchSettings, forwarded: Forward): Promise<ForwardResult> {
  const { user, why, inboxId } = forwarded;
  const reachable = await listReachableCoordinators(trx, [user?.userId]);
  if (reachable.length === 0) return { told: 0, isCut: false, isOnlyKept: false };
  // nobody else may see a code
  const quote = user ? forwarded.words : eraseDigits(forwarded.words);
  const earlier = await listEarlier(trx, forwarded);
  const same = ALWAYS_ANEW.has(why) ? [] : earlier.filter(({ isSame }) => isSame);
  const keys = (ids: number[], reasons: readonly ForwardReason[], coordinators: User[]) =>
    ids.flatMap((id) => reasons.flatMap((reason) => coordinators.map((each) => keyOf(causeOf(id, reason), each))));
  const had = await listQueued(
    trx,
    keys(
      same.map((text) => text.inboxId),
      AS_TYPED,
      reachable,
    ),
  );
  const without = reachable.filter(({ userId }) => !had.some((message) => message.userId === userId));
  const isOnlyKept = without.length > 0 && isOverCap(earlier, forwarded);
  if (!isOnlyKept) await tellAll(trx, settings, without, { ...forwarded, words: quote });
  const now = isOnlyKept ? [] : await listQueued(trx, keys([inboxId], [why], without));
  const messages = [...had, ...now];
  const told = new Set(messages.map(({ userId }) => userId)).size;
  const isCut = messages.some(({ payload }) => !comparable(payload).includes(comparable(quote)));
  return { told, isCut, isOnlyKept: isOnlyKept && told === 0 };
}

interface EarlierText {
  inboxId: number;
  receivedAt: Date;
  words: string;
  isSame: boolean;
  wasUnread: boolean;
}

/** The texts of this phone in the hour before, newest first. */
async function listEarlier(
  trx: Transaction,
  { inboxId, conversationId, receivedAt, words }: Forward,
): Promise<EarlierText[]> {
  const rows: { inboxId: number; body: string; receivedAt: Date | number; needsPersonReason: string | null }[] =
    await trx('inbox')
      .where({ conversationId })
      .where('receivedAt', '>', before(receivedAt, SAME_WORDS))
      .where('receivedAt', '<=', receivedAt)
      .where('inboxId', '<', inboxId)
      .orderBy([
        { column: 'receivedAt', order: 'desc' },
        { column: 'inboxId', order: 'desc' },
      ])
      .limit(MOST_LOOKED_AT)
      .select('inboxId', 'body', 'receivedAt', 'needsPersonReason');
  const compared = simplifyText(words);
  return rows.map(({ inboxId: id, body, receivedAt: at, needsPersonReason: reason }) => {
    const earlier = simplifyText(body);
    const wasUnread = Object.values(REASONS).includes(reason ?? '');
    return { inboxId: id, receivedAt: new Date(at), words: earlier, isSame: earlier === compared, wasUnread };
  });
}

function isOverCap(earlier: readonly EarlierText[], { receivedAt, why }: Forward): boolean {
  const from = before(receivedAt, CAP_WINDOW);
  const recent = earlier.filter((text) => text.wasUnread && text.receivedAt > from);
  // reasons that are always forwarded again count each time
  if (ALWAYS_ANEW.has(why)) return recent.length >= MOST_PASSED_ON[why];
  return new Set(recent.filter(({ isSame }) => !isSame).map(({ words }) => words)).size >= MOST_PASSED_ON[why];
}

async function tellAll(
  trx: Transaction,
  settings: WatchSettings,
  coordinators: readonly User[],
  { inboxId, identity, user, words, why }: Forward,
): Promise<void> {
  const who = { name: user?.name ?? '', phone: formatPhone(identity, settings.region) };
  for (const coordinator of coordinators) {
    await notify(trx, settings, coordinator, {
      messageType: why === 'danger' || why === 'likely' ? 'alarm' : 'coordinator_notice',
      cause: causeOf(inboxId, why),
      text: (texts) => {
        const build = (cut: string) => texts.forwarded({ ...who, why, words: cut ? texts.quoted({ words: cut }) : '' });
        return quoteToFit(build, words);
      },
    });
  }
}

interface QueuedForward {
  userId: number;
  payload: string;
}

/** The messages with these keys, without those that did not reach their reader. */
async function listQueued(trx: Transaction, keys: readonly string[]): Promise<QueuedForward[]> {
  if (keys.length === 0) return [];
  return inChunks(keys, (chunk) =>
    trx('outbox')
      .whereIn('idempotencyKey', chunk)
      .whereNotIn('status', ['failed', 'cancelled'])
      .where((arriving) =>
        arriving.whereNull('deliveryStatus').orWhereNotIn('deliveryStatus', ['failed', 'undelivered']),
      )
      .select('userId', 'payload'),
  );
}

function causeOf(inboxId: number, why: ForwardReason): string {
  return `inbox:${inboxId}:forwarded:${why}`;
}

/** Makes two texts comparable if one of them may have been folded for SMS. */
function comparable(text: string): string {
  return simplifyText(foldForSms(text));
}
