import type { Transaction } from '#src/db/connect.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** A person with whom we exchange texts, whether or not they are a member. */
export interface Correspondent {
  user: User | undefined;
  /** E.164, or another address that texts come from; undefined after erasure. */
  identity: string | undefined;
  /** Undefined: they never texted, and no coordinator wrote to them. */
  conversationId: number | undefined;
  talkingWith: number | null;
  talkingUntil: Date | null;
}

/** Finds a person by number or other address, even if we only ever sent them texts. */
export async function findCorrespondentAt(trx: Transaction, identity: string): Promise<Correspondent | undefined> {
  const user = await findUserByPhone(trx, identity);
  const conversation = await trx('conversations').where({ identity }).first();
  const isKnown = user || conversation || (await trx('outbox').where({ identity }).first('outboxId'));
  return isKnown ? { ...correspondent(user, conversation), identity } : undefined;
}

export async function findCorrespondent(
  trx: Transaction,
  who: { userId: number } | { conversationId: number },
): Promise<Correspondent | undefined> {
  if ('userId' in who) {
    const user = await findUser(trx, who.userId);
    if (!user) return undefined;
    const conversation =
      user.phone === null ? undefined : await trx('conversations').where({ identity: user.phone }).first();
    return correspondent(user, conversation);
  }
  const conversation = await trx('conversations').where({ conversationId: who.conversationId }).first();
  return conversation && correspondent(await findUserByPhone(trx, conversation.identity), conversation);
}

interface ConversationRow {
  conversationId: number;
  identity: string;
  talkingWith: number | null;
  talkingUntil: Date | number | null;
}

function correspondent(user: User | undefined, row: ConversationRow | undefined): Correspondent {
  return {
    user,
    identity: row?.identity ?? user?.phone ?? undefined,
    conversationId: row?.conversationId,
    talkingWith: row?.talkingWith ?? null,
    talkingUntil: row?.talkingUntil == null ? null : new Date(row.talkingUntil),
  };
}
