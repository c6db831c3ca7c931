import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/fit-for-sms.ts';
import { listReachableCoordinators, tellCoordinators } from '#src/notices/tell.ts';
import type { Watch } from '#src/notices/watch.ts';
import { before, HOUR } from '#src/platform/duration.ts';
import { eraseDigits } from '#src/volunteers/end-code.ts';
import { formatPhone } from '#src/volunteers/phone-number.ts';
import type { User } from '#src/volunteers/user.ts';
import { causeOf, type Turn } from './turn.ts';

/** What nobody could read is forwarded at most this often for a phone; the others wait in the list of what needs a person. */
const FORWARD_EVERY = HOUR;

/** Why a person is needed. Who asks for help, or began a report, is never made to wait for the hour. */
export type ForwardReason = 'unread' | 'help' | 'report';

const REASONS: Record<ForwardReason, string> = {
  unread: 'not understood',
  help: 'asked for help',
  report: 'left a report',
};

export interface Forward {
  cause: string;
  conversationId: number;
  identity: string;
  user: User | undefined;
  words: string;
  why: ForwardReason;
}

/** Keeps the text for a person and tells the coordinators, if there is one to tell. Returns whether there is. */
export async function forwardText(turn: Turn, words: string, why: ForwardReason): Promise<boolean> {
  const { trx, watch, text, user } = turn;
  turn.needsPerson ??= REASONS[why];
  const { conversationId, identity } = text;
  return forward(trx, watch, { cause: causeOf(turn), conversationId, identity, user, words, why });
}

/** Tells the coordinators that somebody needs a person. Returns whether one of them knows, from now or from within the hour. */
export async function forward(trx: Transaction, watch: Watch, forwarded: Forward): Promise<boolean> {
  const { user, why } = forwarded;
  const reachable = await listReachableCoordinators(trx, [user?.userId]);
  if (reachable.length === 0) return false;
  const isFirst = await beginHour(trx, watch, forwarded.conversationId);
  if (!isFirst && why === 'unread') return true;
  const who = { name: user?.name ?? '', phone: formatPhone(forwarded.identity, watch.region) };
  // a code has no business in anybody else's phone
  const quote = user ? forwarded.words : eraseDigits(forwarded.words);
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `${forwarded.cause}:forwarded:${why}`,
    text: (texts) => {
      const build = (cut: string) => texts.forwarded({ ...who, why, words: cut ? texts.quoted({ words: cut }) : '' });
      return quoteToFit(build, quote);
    },
    except: [user?.userId],
  });
  return true;
}

/** Returns false if this phone had something forwarded within the hour. */
async function beginHour(trx: Transaction, watch: Watch, conversationId: number): Promise<boolean> {
  const now = watch.clock.now();
  const begun = await trx('conversations')
    .where({ conversationId })
    .where((free) => free.whereNull('forwardedAt').orWhere('forwardedAt', '<=', before(now, FORWARD_EVERY)))
    .update({ forwardedAt: now });
  return begun > 0;
}
