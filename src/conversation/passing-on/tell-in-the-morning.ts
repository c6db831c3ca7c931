import type { Transaction } from '#src/db/connect.ts';
import { appendToWaiting } from '#src/messaging/outbox/append-to-waiting.ts';
import { fits, quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { keyOf, notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { carries } from './forwarded-messages.ts';

interface Waiting {
  inboxId: number;
  identity: string;
  user: User | undefined;
  words: string;
  why: ForwardReason;
  morning: Date;
}

/**
 * Queues the words for the text that this coordinator gets in the morning, together with what waits already. What does not fit
 * into it begins another one. Returns the key of the message that has them.
 */
export async function tellInTheMorning(
  trx: Transaction,
  settings: WatchSettings,
  coordinator: User,
  { inboxId, identity, user, words, why, morning }: Waiting,
): Promise<string> {
  const who = { name: user?.name ?? '', phone: formatPhone(identity, settings.region) };
  const texts = settings.textsFor(coordinator.language);
  const entry = (cut: string) => texts.overnightEntry({ ...who, why, words: texts.quoted({ words: cut }) });
  const last: { idempotencyKey: string; payload: string } | undefined = await trx('outbox')
    .where({ identity: coordinator.phone, dueAt: morning })
    .whereIn('status', ['queued', 'held'])
    .where('idempotencyKey', 'like', 'inbox:%:morning:%')
    .orderBy('outboxId', 'desc')
    .first('idempotencyKey', 'payload');
  if (last && carries(last, entry(words))) return last.idempotencyKey;
  const added = { words: entry(words), now: settings.clock.now() };
  if (last && fits(added.words) && (await appendToWaiting(trx, { key: last.idempotencyKey, ...added }))) {
    return last.idempotencyKey;
  }
  const cause = `inbox:${inboxId}:morning:${why}`;
  await notify(trx, settings, coordinator, {
    messageType: 'coordinator_notice',
    cause,
    text: (say) => quoteToFit((cut) => say.overnight({ entry: entry(cut) }), words),
    dueAt: morning,
  });
  return keyOf(cause, coordinator);
}
