import { quoteToFit } from '#src/messaging/fit-for-sms.ts';
import { listReachableCoordinators, tellCoordinators } from '#src/notices/tell.ts';
import { before, HOUR } from '#src/platform/duration.ts';
import { eraseDigits } from '#src/volunteers/end-code.ts';
import { formatPhone } from '#src/volunteers/phone-number.ts';
import { causeOf, type Turn } from './turn.ts';

/** A phone's texts are forwarded at most this often; the others wait in the list of what needs a person. */
const FORWARD_EVERY = HOUR;

/** Keeps the text for a person and tells the coordinators, if there is one to tell. Returns whether there is. */
export async function forwardText(turn: Turn, words: string): Promise<boolean> {
  const { trx, watch, text, user } = turn;
  turn.needsPerson ??= 'not understood';
  const reachable = await listReachableCoordinators(trx, [user?.userId]);
  if (reachable.length === 0) return false;
  const now = watch.clock.now();
  const isFirst = await trx('conversations')
    .where({ conversationId: text.conversationId })
    .where((free) => free.whereNull('forwardedAt').orWhere('forwardedAt', '<=', before(now, FORWARD_EVERY)))
    .update({ forwardedAt: now });
  if (isFirst === 0) return true;
  const who = { name: user?.name ?? '', phone: formatPhone(text.identity, watch.region) };
  // a code has no business in anybody else's phone
  const quote = user ? words : eraseDigits(words);
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `${causeOf(turn)}:forwarded`,
    text: (texts) => {
      const build = (cut: string) =>
        texts.forwarded({ ...who, words: cut ? texts.quoted({ words: cut }) : texts.noWords() });
      return quoteToFit(build, quote);
    },
    except: [user?.userId],
  });
  return true;
}
