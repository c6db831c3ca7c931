import type { Transaction } from '#src/db/connect.ts';
import { ensureConversation } from '#src/messaging/inbox/inbox.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** After a coordinator wrote to a person, texts of the person that are not commands go to the coordinator for this time. */
const RELAY_MS = 12 * HOUR;

/** Columns of `conversations`, with the instant as the database returns it. */
export interface Relay {
  talkingWith: number | null;
  talkingUntil: Date | number | string | null;
}

/** Begins a relay between a person and a coordinator. Creates the conversation if the person never texted. */
export async function beginRelay(
  trx: Transaction,
  { identity, coordinator, now }: { identity: string; coordinator: User; now: Date },
): Promise<number> {
  const conversationId = await ensureConversation(trx, identity, now);
  await trx('conversations')
    .where({ conversationId })
    .update({ talkingWith: coordinator.userId, talkingUntil: after(now, RELAY_MS) });
  return conversationId;
}

/** When the coordinator wrote last. */
export function relayBeganAt({ talkingUntil }: Relay): Date | undefined {
  return talkingUntil === null ? undefined : before(new Date(talkingUntil), RELAY_MS);
}

/** The coordinator of a relay that has not ended, if they are still a coordinator. */
export async function findRelayCoordinator(trx: Transaction, relay: Relay, at: Date): Promise<User | undefined> {
  if (relay.talkingWith === null || relay.talkingUntil === null || new Date(relay.talkingUntil) <= at) return undefined;
  const coordinator = await findUser(trx, relay.talkingWith);
  return coordinator?.isCoordinator ? coordinator : undefined;
}
