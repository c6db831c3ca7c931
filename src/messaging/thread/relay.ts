import type { Transaction } from '#src/db/connect.ts';
import { ensureConversation } from '#src/messaging/inbox/inbox.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** For so long what a person texts, and is no command of ours, goes to the coordinator who wrote to them. */
const TALK = 12 * HOUR;

/** As it lies in the `conversations` table; the instant as the database hands it out. */
export interface Relay {
  talkingWith: number | null;
  talkingUntil: Date | number | string | null;
}

/** From now on this person talks with this coordinator. Begins their conversation if they never texted. */
export async function beginRelay(
  trx: Transaction,
  { identity, coordinator, now }: { identity: string; coordinator: User; now: Date },
): Promise<number> {
  const conversationId = await ensureConversation(trx, identity, now);
  await trx('conversations')
    .where({ conversationId })
    .update({ talkingWith: coordinator.userId, talkingUntil: after(now, TALK) });
  return conversationId;
}

/** The coordinator whom the person is talking with, while they still are one. */
export async function findRelayCoordinator(trx: Transaction, relay: Relay, at: Date): Promise<User | undefined> {
  if (relay.talkingWith === null || relay.talkingUntil === null || new Date(relay.talkingUntil) <= at) return undefined;
  const partner = await findUser(trx, relay.talkingWith);
  return partner?.isCoordinator ? partner : undefined;
}
