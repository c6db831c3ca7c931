import type { Transaction } from '#src/db/connect.ts';
import { appendToWaiting } from '#src/messaging/outbox/append-to-waiting.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { keyOf, notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, laterOf, SECOND } from '#src/platform/duration.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';
import type { Texts } from '#src/texts/texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { GATHERED } from './forward-reasons.ts';
import { causeOfForward, type ForwardedMessage } from './forwarded-messages.ts';

/** Words of one person are gathered for so long, so that a coordinator gets one message with several texts. */
export const GATHERED_FOR = 45 * SECOND;

interface Told {
  inboxId: number;
  identity: string;
  user: User | undefined;
  words: string;
  why: ForwardReason;
}

/**
 * Queues the words for one coordinator. `recent`: what this coordinator got of this person just now, or gets soon. The first
 * words leave at once: nobody knows yet how urgent they are. What follows within 45 seconds leaves in one message, which is
 * queued from its first words on, so that nothing is lost and what we say to the sender is true. Returns the key of the message
 * that has the words.
 */
export async function tellCoordinator(
  trx: Transaction,
  settings: WatchSettings,
  coordinator: User,
  { told, recent }: { told: Told; recent: readonly ForwardedMessage[] },
): Promise<string> {
  const { inboxId, identity, user, words, why } = told;
  const now = settings.clock.now();
  const texts = settings.textsFor(coordinator.language);
  const last = GATHERED.has(why) && words !== '' ? newest(recent) : undefined;
  const isWaiting = last !== undefined && last.dueAt > now;
  if (isWaiting) {
    const added = { key: last.idempotencyKey, words: texts.quoted({ words }), now };
    if (await appendToWaiting(trx, added)) return last.idempotencyKey;
  }
  const who = { name: user?.name ?? '', phone: formatPhone(identity, settings.region) };
  const dueAt = last && (isWaiting ? last.dueAt : after(last.dueAt, GATHERED_FOR));
  const build = (say: Texts) => (cut: string) => {
    const quoted = cut ? say.quoted({ words: cut }) : '';
    return last ? say.forwardedMore({ ...who, words: quoted }) : say.forwarded({ ...who, why, words: quoted });
  };
  const cause = causeOfForward(inboxId, why);
  await notify(trx, settings, coordinator, {
    messageType: why === 'danger' || why === 'likely' ? 'alarm' : 'coordinator_notice',
    cause,
    text: (say) => quoteToFit(build(say), words),
    ...(dueAt && { dueAt: laterOf(dueAt, now) }),
  });
  return keyOf(cause, coordinator);
}

/** Of messages with the same due time, the newest. */
function newest(recent: readonly ForwardedMessage[]): ForwardedMessage | undefined {
  return recent.reduce<ForwardedMessage | undefined>(
    (last, each) => (last === undefined || each.dueAt >= last.dueAt ? each : last),
    undefined,
  );
}
